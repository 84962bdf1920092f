package dev.aoi.agent.llm;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Sampling;
import dev.langchain4j.model.chat.response.ChatResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * One OpenAI-compatible endpoint. Safe for many threads; meant for virtual ones, as it blocks.
 *
 * <p>Asking:
 *
 * <ol>
 *   <li>A prompt over MAX_CONTEXT_TOKENS, or over the tokens that the incident has left, is not
 *       sent. The answer's limit is MAX_OUTPUT_TOKENS or what is left.
 *   <li>While the circuit breaker is open, wait for it.
 *   <li>429, 5xx, time-outs, cut connections and answers that are no protocol are tried again after
 *       a pause ({@link Backoff}; Retry-After is honoured).
 *   <li>400 is tried again with fewer extras: without the JSON schema, then without the rest. What
 *       then works is remembered.
 *   <li>Any other refusal is final.
 * </ol>
 *
 * <p>Invariants: attempts and total time are bounded; nothing is thrown; no text that leaves this
 * class, to logs or thoughts, contains the key.
 */
public final class ChatEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);

    /** With less room than this an answer is not worth asking for. */
    private static final int LEAST_OUTPUT = 16;

    private final LlmSettings settings;
    private final Answers answers;
    private final Backoff backoff;
    private final EndpointListener listener;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Transport transport;
    private final Wire wire;
    private final Guard guard;
    private final AtomicReference<Extras> accepted = new AtomicReference<>(Extras.ALL);

    public ChatEndpoint(LlmSettings settings, TokenCounter counter, EndpointListener listener) {
        this(
                settings,
                counter,
                listener,
                Backoff.defaults(),
                Ticker.REAL,
                RandomGenerator.getDefault());
    }

    ChatEndpoint(
            LlmSettings settings,
            TokenCounter counter,
            EndpointListener listener,
            Backoff backoff,
            Ticker ticker,
            RandomGenerator random) {
        this.settings = settings;
        this.answers = new Answers(counter);
        this.backoff = backoff;
        this.listener = listener;
        this.ticker = ticker;
        this.random = random;
        this.transport = new Transport(settings, InstantSource.system());
        this.wire = new Wire(settings, transport);
        this.guard = new Guard(ticker);
    }

    /** The configured model. */
    public ModelChoice defaultModel() {
        return new ModelChoice(settings.model(), settings.adapterVersion());
    }

    /**
     * Asks a model. Never throws; a failure is in the thought.
     *
     * @param tokensLeft tokens that the incident may still spend; {@link Long#MAX_VALUE} for no
     *     limit
     */
    public Thought ask(Prompt prompt, ModelChoice choice, long tokensLeft) {
        Thought thought = new Question(prompt, choice, tokensLeft).ask();
        listener.thought(thought);
        return thought;
    }

    @Override
    public void close() {
        transport.close();
    }

    /** One question, with what its attempts have come to so far. */
    private final class Question {
        private final Prompt prompt;
        private final ModelChoice choice;
        private final long tokensLeft;
        private final long input;
        private final long begin = ticker.nanos();
        private final int maxTokens;
        private final Sampling sampling;
        private Extras extras;
        private int failures;

        Question(Prompt prompt, ModelChoice choice, long tokensLeft) {
            this.prompt = prompt;
            this.choice = choice;
            this.tokensLeft = tokensLeft;
            this.input = answers.inputTokens(prompt);
            this.maxTokens =
                    (int) Math.clamp(tokensLeft - input, 0L, (long) settings.maxOutputTokens());
            this.sampling = wire.sampling(prompt, maxTokens);
            this.extras = accepted.get().within(prompt.structured(), wire.hasOthers(choice));
        }

        Thought ask() {
            Optional<String> refusal = overLimit();
            if (refusal.isPresent()) {
                return failure(refusal.get());
            }
            try {
                while (true) {
                    awaitAdmission();
                    try {
                        ChatResponse response = wire.chat(prompt, choice, maxTokens, extras);
                        guard.answered();
                        rememberExtras();
                        return answers.thought(response, prompt, choice, sampling, millis());
                    } catch (RuntimeException e) {
                        LOG.debug("{} attempt failed: {}", choice.model(), Trouble.of(e));
                        settle(Trouble.of(e));
                    }
                }
            } catch (GivenUp e) {
                return failure(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failure(sentence("was not awaited: interrupted"));
            }
        }

        private Optional<String> overLimit() {
            if (input > settings.maxContextTokens()) {
                return Optional.of(
                        "The prompt has %d tokens, more than MAX_CONTEXT_TOKENS=%d"
                                .formatted(input, settings.maxContextTokens()));
            }
            if (tokensLeft - input < LEAST_OUTPUT) {
                return Optional.of(
                        "The incident's token limit is reached: the prompt needs %d tokens and %d are left"
                                .formatted(input, Math.max(0, tokensLeft)));
            }
            return Optional.empty();
        }

        private void awaitAdmission() throws InterruptedException, GivenUp {
            while (!guard.admits()) {
                pause(Guard.REST, "failed too often and is left alone for a while");
            }
        }

        /** Decides what follows from a failed attempt; returning means to try again. */
        private void settle(Trouble trouble) throws InterruptedException, GivenUp {
            switch (trouble) {
                case Trouble.Unavailable(String what, Optional<Duration> after) -> {
                    guard.failed(what);
                    again(what, after);
                }
                case Trouble.RateLimited(String what, Optional<Duration> after) -> {
                    guard.answered();
                    again(what, after);
                }
                case Trouble.BadRequest(String what) -> {
                    guard.answered();
                    extras = extras.fewer().orElseThrow(() -> new GivenUp(sentence(what)));
                    listener.retried(what);
                }
                case Trouble.Final(String what) -> {
                    guard.abandoned();
                    throw new GivenUp(sentence(what));
                }
            }
        }

        private void again(String what, Optional<Duration> after)
                throws InterruptedException, GivenUp {
            failures++;
            if (failures >= backoff.attempts()) {
                throw new GivenUp(sentence(what) + " (" + failures + " attempts)");
            }
            listener.retried(what);
            pause(backoff.pause(failures, after, random), what);
        }

        private void pause(Duration pause, String what) throws InterruptedException, GivenUp {
            Duration passed = Duration.ofNanos(ticker.nanos() - begin);
            if (passed.plus(pause).compareTo(backoff.total()) > 0) {
                throw new GivenUp(
                        sentence(what)
                                + "; waiting %d s more would pass the limit of %d s"
                                        .formatted(pause.toSeconds(), backoff.total().toSeconds()));
            }
            ticker.sleep(pause);
        }

        private void rememberExtras() {
            Extras asked = accepted.get().within(prompt.structured(), wire.hasOthers(choice));
            if (!extras.equals(asked)) {
                Extras known = accepted.get();
                Extras less =
                        new Extras(
                                known.schema() && (extras.schema() || !asked.schema()),
                                known.others() && (extras.others() || !asked.others()));
                if (accepted.compareAndSet(known, less)) {
                    LOG.warn(
                            "{} does not accept {}; it is asked without from now on",
                            settings.apiBase(),
                            less.others() || !asked.others()
                                    ? "a JSON schema for the answer"
                                    : "DISABLE_THINKING or log-probabilities");
                }
            }
        }

        private Thought failure(String why) {
            String clean = settings.redact(why);
            LOG.warn("{}", clean);
            return Thought.failed(
                    clean, choice.model(), sampling, new TokenUsage(0L, 0L, true), millis());
        }

        private String sentence(String what) {
            return "The model endpoint " + settings.apiBase() + " " + what;
        }

        private long millis() {
            return Duration.ofNanos(ticker.nanos() - begin).toMillis();
        }
    }

    /** Ends a question without an answer. */
    private static final class GivenUp extends Exception {
        GivenUp(String message) {
            super(message);
        }
    }
}
