package dev.aoi.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Sampling;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ChatEndpointTest {
    private static final String KEY = "sk-very-secret-0123456789";
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final List<Message> MESSAGES =
            List.of(
                    new Message("system", "You decide."),
                    new Message("user", "Well?"),
                    new Message("assistant", "{}"),
                    new Message("user", "Again."));
    private static final Prompt STRUCTURED =
            Prompt.of(MESSAGES, "hash", AnswerSchema.load("test/choice"), 7);
    private static final Prompt FREE = Prompt.freeText(MESSAGES, "hash", 0);

    private final FakeTicker ticker = new FakeTicker();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> retried = new ArrayList<>();
    private FakeEndpoint server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeEndpoint();
        logged.start();
        root.addAppender(logged);
        // All that is ever logged is looked through for the key.
        setLevels(Level.TRACE);
    }

    @AfterEach
    void stopAndLookForTheKey() {
        root.detachAppender(logged);
        setLevels(null);
        server.close();
        assertThat(logged.list)
                .allSatisfy(
                        event -> {
                            assertThat(event.getFormattedMessage()).doesNotContain(KEY);
                            assertThat(String.valueOf(event.getThrowableProxy()))
                                    .doesNotContain(KEY);
                        });
    }

    @Test
    void asksInTheProtocolAndReportsAll() {
        server.thenAnswer("{\"choice\":\"yes\",\"reasons\":[\"r\"]}");

        Thought thought = ask(STRUCTURED, Map.of());

        assertThat(thought.answer()).isEqualTo("{\"choice\":\"yes\",\"reasons\":[\"r\"]}");
        assertThat(thought.isFailure()).isFalse();
        assertThat(thought.model()).isEqualTo("served-model");
        assertThat(thought.finishReason()).isEqualTo("stop");
        assertThat(thought.tokens()).isEqualTo(new TokenUsage(11L, 5L, false));
        assertThat(thought.sampling()).isEqualTo(new Sampling(0.7, 1.0, 5000, 7L));
        assertThat(server.paths).containsExactly("POST /v1/chat/completions");
        assertThat(server.authorizations).containsExactly("Bearer " + KEY);
        JsonNode request = server.requests.getFirst();
        assertThat(request.at("/model").asString()).isEqualTo("m");
        assertThat(request.at("/temperature").asDouble()).isEqualTo(0.7);
        assertThat(request.at("/max_tokens").asInt()).isEqualTo(5000);
        assertThat(request.at("/seed").asInt()).isEqualTo(7);
        assertThat(request.at("/reasoning/enabled").asBoolean(true)).isFalse();
        assertThat(request.at("/messages"))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        [{"role":"system","content":"You decide."},
                                         {"role":"user","content":"Well?"},
                                         {"role":"assistant","content":"{}"},
                                         {"role":"user","content":"Again."}]
                                        """));
        assertThat(request.at("/response_format/type").asString()).isEqualTo("json_schema");
        assertThat(request.at("/response_format/json_schema/name").asString())
                .isEqualTo("test_choice");
        assertThat(request.at("/response_format/json_schema/schema/required").toString())
                .isEqualTo("[\"choice\",\"reasons\"]");
        assertThat(request.at("/response_format/json_schema/schema/$schema").isMissingNode())
                .isTrue();
    }

    @Test
    void settingsAreHonoured() {
        server.thenAnswer("a");

        ask(
                FREE,
                Map.of(
                        "TEMPERATURE", "0",
                        "MAX_OUTPUT_TOKENS", "77",
                        "DISABLE_THINKING", "false",
                        "MODEL", "other"));

        JsonNode request = server.requests.getFirst();
        assertThat(request.at("/model").asString()).isEqualTo("other");
        assertThat(request.at("/temperature").asDouble()).isZero();
        assertThat(request.at("/max_tokens").asInt()).isEqualTo(77);
        assertThat(request.has("seed")).isFalse();
        assertThat(request.has("reasoning")).isFalse();
        assertThat(request.has("response_format")).isFalse();
    }

    @Test
    void thinkingIsSwitchedOffAsTheEndpointUnderstandsIt() {
        server.thenAnswer("a");

        ask(FREE, Map.of("API_SOURCE", "openai"));

        assertThat(
                        server.requests
                                .getFirst()
                                .at("/chat_template_kwargs/enable_thinking")
                                .asBoolean(true))
                .isFalse();
    }

    @Test
    void withoutAKeyNoneIsSent() {
        server.thenAnswer("a");

        assertThat(ask(FREE, Map.of("API_KEY", "")).answer()).isEqualTo("a");
        assertThat(server.authorizations).containsExactly("null");
    }

    @Test
    void waitsAsLongAsTheEndpointAsks() {
        ZonedDateTime before = ZonedDateTime.now(ZoneOffset.UTC);
        // Such a date has whole seconds.
        ZonedDateTime date = before.plusSeconds(100).truncatedTo(ChronoUnit.SECONDS);
        server.then(429, Map.of("Retry-After", "7"), "{}")
                .then(
                        503,
                        Map.of("Retry-After", date.format(DateTimeFormatter.RFC_1123_DATE_TIME)),
                        "busy")
                .thenAnswer("at last");

        assertThat(ask(FREE, Map.of()).answer()).isEqualTo("at last");
        ZonedDateTime after = ZonedDateTime.now(ZoneOffset.UTC);
        assertThat(ticker.pauses).hasSize(2);
        assertThat(ticker.pauses.get(0)).isEqualTo(Duration.ofSeconds(7));
        assertThat(ticker.pauses.get(1))
                .isBetween(Duration.between(after, date), Duration.between(before, date));
        assertThat(retried).containsExactly("answered HTTP 429", "answered HTTP 503: busy");
    }

    @Test
    void doesNotWaitLongerThanTheTotalLimit() {
        server.then(429, Map.of("Retry-After", "3600"), "{\"error\":\"slow down\"}");

        assertThat(ask(FREE, Map.of()).failure())
                .isEqualTo(
                        "The model endpoint "
                                + server.base()
                                + " answered HTTP 429: slow down; waiting 3600 s more would pass"
                                + " the limit of 240 s");
        assertThat(ticker.pauses).isEmpty();
    }

    @Test
    void triesAgainAfterServerErrorsCutConnectionsAndNonsense() {
        server.thenError(500, "oops")
                .thenCut()
                .then(200, "<html>proxy</html>")
                .then(200, "{\"unexpected\":true}")
                .thenAnswer("fine");

        Thought thought = ask(FREE, Map.of());

        assertThat(thought.answer()).isEqualTo("fine");
        assertThat(retried).hasSize(4);
        assertThat(retried.get(0)).isEqualTo("answered HTTP 500: oops");
        assertThat(retried.get(1)).startsWith("cannot be reached (");
        assertThat(retried.get(2)).isEqualTo("gave an answer that is not of the OpenAI protocol");
        assertThat(retried.get(3)).isEqualTo("gave an answer that is not of the OpenAI protocol");
        List<Long> millis = ticker.pauses.stream().map(Duration::toMillis).toList();
        assertThat(millis.get(0)).isBetween(250L, 500L);
        assertThat(millis.get(1)).isBetween(500L, 1_000L);
        assertThat(millis.get(2)).isBetween(1_000L, 2_000L);
        assertThat(millis.get(3)).isBetween(2_000L, 4_000L);
    }

    @Test
    void aSilentEndpointTimesOut() {
        server.thenSilence().thenAnswer("awake");

        assertThat(ask(FREE, Map.of("AOI_LLM_TIMEOUT_SECONDS", "5")).answer()).isEqualTo("awake");
        assertThat(retried).containsExactly("did not answer in time");
    }

    @Test
    void givesUpAfterSixAttemptsWithoutTheCircuitInBetween() {
        for (int i = 0; i < 4; i++) {
            server.thenAnswer("ok");
        }
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            for (int i = 0; i < 4; i++) {
                endpoint.ask(FREE, endpoint.defaultModel(), NO_LIMIT);
            }
            for (int i = 0; i < 6; i++) {
                server.thenError(429, "later");
            }
            Thought thought = endpoint.ask(FREE, endpoint.defaultModel(), NO_LIMIT);

            assertThat(thought.failure())
                    .isEqualTo(
                            "The model endpoint "
                                    + server.base()
                                    + " answered HTTP 429: later (6 attempts)");
            assertThat(thought.finishReason()).isEqualTo("error");
            assertThat(thought.answer()).isEmpty();
        }
        assertThat(server.requests).hasSize(10);
    }

    @Test
    void aWrongKeyIsFinalAndNeverShown() {
        server.thenError(401, "Incorrect API key provided: " + KEY);

        Thought thought = ask(FREE, Map.of());

        assertThat(thought.failure())
                .isEqualTo(
                        "The model endpoint "
                                + server.base()
                                + " answered HTTP 401: Incorrect API key provided: [key];"
                                + " check API_KEY");
        assertThat(thought.toString()).doesNotContain(KEY);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anUnknownModelIsFinal() {
        server.thenError(404, "no such model");

        assertThat(ask(FREE, Map.of()).failure())
                .endsWith("answered HTTP 404: no such model; check API_BASE and MODEL");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aKeyThatTheModelRepeatsIsCutOut() {
        server.thenAnswer("the key is " + KEY);

        assertThat(ask(FREE, Map.of()).answer()).isEqualTo("the key is [key]");
    }

    @Test
    void asksForLessWhereTheSchemaIsNotTakenAndRemembers() {
        server.thenError(400, "response_format is not supported")
                .thenAnswer("one")
                .thenAnswer("two");
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            assertThat(endpoint.ask(STRUCTURED, endpoint.defaultModel(), NO_LIMIT).answer())
                    .isEqualTo("one");
            assertThat(endpoint.ask(STRUCTURED, endpoint.defaultModel(), NO_LIMIT).answer())
                    .isEqualTo("two");
        }
        assertThat(server.requests)
                .extracting(request -> request.has("response_format"))
                .containsExactly(true, false, false);
        assertThat(server.requests).allMatch(request -> request.has("reasoning"));
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains(
                        server.base()
                                + " does not accept a JSON schema for the answer;"
                                + " it is asked without from now on");
    }

    @Test
    void anErrorThatFewerExtrasDoNotCureIsFinalAndNotRemembered() {
        server.thenError(400, "context too long")
                .thenError(400, "context too long")
                .thenError(400, "context too long")
                .thenAnswer("short one");
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            assertThat(endpoint.ask(STRUCTURED, endpoint.defaultModel(), NO_LIMIT).failure())
                    .endsWith("answered HTTP 400: context too long");
            endpoint.ask(STRUCTURED, endpoint.defaultModel(), NO_LIMIT);
        }
        assertThat(server.requests).hasSize(4);
        assertThat(server.requests.getLast().has("response_format")).isTrue();
    }

    @Test
    void leavesADeadEndpointAloneForAWhile() {
        for (int i = 0; i < 5; i++) {
            server.thenError(500, "down");
        }
        server.thenAnswer("up again");
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            Thought thought = endpoint.ask(FREE, endpoint.defaultModel(), NO_LIMIT);

            assertThat(thought.answer()).isEqualTo("up again");
            // Five failures open the circuit; the sixth attempt waits until it may try.
            assertThat(ticker.pauses).hasSize(6).endsWith(Guard.REST);
        }
    }

    @Test
    void anEndpointThatStaysDeadEndsEachQuestionAndIsAskedRarely() {
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            for (int i = 0; i < 3; i++) {
                long begin = ticker.nanos();
                assertThat(endpoint.ask(FREE, endpoint.defaultModel(), NO_LIMIT).failure())
                        .endsWith("answered HTTP 599 (6 attempts)");
                assertThat(Duration.ofNanos(ticker.nanos() - begin))
                        .isLessThan(Backoff.defaults().total());
            }
        }
        assertThat(server.paths).hasSize(18);
        // All but the first five had to wait for the circuit.
        assertThat(ticker.pauses).filteredOn(Guard.REST::equals).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void aPromptOverTheContextIsNotSent() {
        Thought thought =
                ask(
                        Prompt.freeText(List.of(new Message("user", "x".repeat(4_000))), "hash", 0),
                        Map.of("MAX_CONTEXT_TOKENS", "999"));

        assertThat(thought.failure())
                .isEqualTo("The prompt has 1000 tokens, more than MAX_CONTEXT_TOKENS=999");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void theIncidentsTokenLimitBoundsTheAnswerThenEndsTheAsking() {
        server.thenAnswer("a");
        Prompt prompt = Prompt.freeText(List.of(new Message("user", "x".repeat(400))), "hash", 0);
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            endpoint.ask(prompt, endpoint.defaultModel(), 150);
            assertThat(server.requests.getFirst().at("/max_tokens").asInt()).isEqualTo(50);

            assertThat(endpoint.ask(prompt, endpoint.defaultModel(), 110).failure())
                    .isEqualTo(
                            "The incident's token limit is reached:"
                                    + " the prompt needs 100 tokens and 110 are left");
            assertThat(endpoint.ask(prompt, endpoint.defaultModel(), -5).failure())
                    .endsWith("the prompt needs 100 tokens and 0 are left");
        }
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void usageIsEstimatedWhereTheEndpointReportsNone() {
        server.then(
                200,
                """
                {"choices":[{"message":{"role":"assistant","content":"12345678"},
                 "finish_reason":"length"}]}
                """);

        Thought thought = ask(FREE, Map.of());

        assertThat(thought.tokens()).isEqualTo(new TokenUsage(8L, 2L, true));
        assertThat(thought.model()).isEqualTo("m");
        assertThat(thought.finishReason()).isEqualTo("length");
    }

    @Test
    void tokenIdsAndLogProbabilitiesAreKept() {
        server.then(
                200,
                """
                {"choices":[{"message":{"role":"assistant","content":"ab"},"finish_reason":"stop",
                 "token_ids":[17,4],
                 "logprobs":{"content":[{"token":"a","logprob":-0.5,"top_logprobs":[]},
                                        {"token":"b","logprob":-0.25,"top_logprobs":[]}]}}],
                 "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}
                """);

        Thought thought =
                ask(FREE, Map.of("AOI_LLM_LOGPROBS", "true", "AOI_ADAPTER_VERSION", "v3"));

        assertThat(thought.tokenIds()).containsExactly(17, 4);
        assertThat(thought.logProbs()).containsExactly(-0.5f, -0.25f);
        assertThat(thought.adapterVersion()).isEqualTo("v3");
        assertThat(server.requests.getFirst().at("/logprobs").asBoolean()).isTrue();
        assertThat(server.requests.getFirst().at("/return_token_ids").asBoolean()).isTrue();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        server.thenSilence();
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            List<Thought> thoughts = new ArrayList<>();
            Thread asking =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            thoughts.add(
                                                    endpoint.ask(
                                                            FREE,
                                                            endpoint.defaultModel(),
                                                            NO_LIMIT)));
            org.awaitility.Awaitility.await().until(() -> !server.requests.isEmpty());
            asking.interrupt();
            asking.join(Duration.ofSeconds(10));

            assertThat(thoughts)
                    .singleElement()
                    .satisfies(t -> assertThat(t.failure()).contains("interrupted"));
        }
    }

    @Test
    void aPolicyAsksForTheChosenModelWithWhatItsViewHasLeft() {
        server.thenAnswer("a");
        try (ChatEndpoint endpoint = endpoint(Map.of())) {
            LlmPolicy<Long> policy =
                    new LlmPolicy<>(
                            endpoint, left -> left, () -> new ModelChoice("adapter-2", "v2"));

            Thought thought = policy.think(60L, FREE);

            assertThat(policy.name()).isEqualTo("llm");
            assertThat(thought.adapterVersion()).isEqualTo("v2");
            assertThat(server.requests.getFirst().at("/model").asString()).isEqualTo("adapter-2");
            assertThat(server.requests.getFirst().at("/max_tokens").asInt()).isEqualTo(52);
        }
    }

    private static void setLevels(@Nullable Level level) {
        ((Logger) LoggerFactory.getLogger("dev.aoi")).setLevel(level);
        ((Logger) LoggerFactory.getLogger("dev.langchain4j")).setLevel(level);
    }

    private Thought ask(Prompt prompt, Map<String, String> settings) {
        try (ChatEndpoint endpoint = endpoint(settings)) {
            return endpoint.ask(prompt, endpoint.defaultModel(), NO_LIMIT);
        }
    }

    private ChatEndpoint endpoint(Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("API_KEY", KEY, "API_BASE", server.base(), "MODEL", "m"));
        all.putAll(settings);
        EndpointListener listener =
                new EndpointListener() {
                    @Override
                    public void retried(String why) {
                        retried.add(why);
                    }
                };
        return new ChatEndpoint(
                LlmSettings.of(all::get),
                TokenCounter.estimate(),
                listener,
                Backoff.defaults(),
                ticker,
                new Random(1));
    }
}
