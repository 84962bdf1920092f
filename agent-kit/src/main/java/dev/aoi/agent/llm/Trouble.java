package dev.aoi.agent.llm;

import dev.langchain4j.exception.TimeoutException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** Why an attempt gave no answer, and what may be done about it. */
sealed interface Trouble {
    int SAID_CHARS = 300;

    /** What happened, for a sentence that begins with the endpoint's address. */
    String what();

    /** The endpoint is down, slow or answers nonsense: trying again may help. */
    record Unavailable(String what, Optional<Duration> retryAfter) implements Trouble {}

    /** The endpoint works, but not for us now: trying again later helps. */
    record RateLimited(String what, Optional<Duration> retryAfter) implements Trouble {}

    /** The request is not accepted as it is; one that asks for less may be. */
    record BadRequest(String what) implements Trouble {}

    /** Trying again cannot help. */
    record Final(String what) implements Trouble {}

    static Trouble of(RuntimeException thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            switch (e) {
                case StatusException status -> {
                    return ofStatus(status);
                }
                case InterruptedAskException _ -> {
                    return new Final("was not awaited: " + e.getMessage());
                }
                case TimeoutException _ -> {
                    return new Unavailable("did not answer in time", Optional.empty());
                }
                case UncheckedIOException io -> {
                    return new Unavailable(
                            "cannot be reached (" + reason(io.getCause()) + ")", Optional.empty());
                }
                default -> {}
            }
        }
        return new Unavailable(
                "gave an answer that is not of the OpenAI protocol", Optional.empty());
    }

    private static Trouble ofStatus(StatusException refusal) {
        int status = refusal.statusCode();
        String what = "answered HTTP " + status + said(refusal.getMessage());
        return switch (status) {
            case 400, 422 -> new BadRequest(what);
            case 401, 403 -> new Final(what + "; check API_KEY");
            case 402 -> new Final(what + "; the account has no credit left");
            case 404 -> new Final(what + "; check API_BASE and MODEL");
            case 408 -> new Unavailable(what, refusal.retryAfter());
            case 429 -> new RateLimited(what, refusal.retryAfter());
            default ->
                    status >= 500 ? new Unavailable(what, refusal.retryAfter()) : new Final(what);
        };
    }

    /** The endpoint's own words: the message of its error object, or the body's beginning. */
    private static String said(String body) {
        String text = body == null ? "" : body;
        try {
            JsonNode error = JsonMapper.shared().readTree(text).path("error");
            text = error.path("message").asString(error.asString(""));
        } catch (JacksonException e) {
            // Proxies answer with HTML or plain text.
        }
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": "
                + (line.length() > SAID_CHARS ? line.substring(0, SAID_CHARS) + " [...]" : line);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
