package dev.aoi.agent.llm;

import dev.langchain4j.exception.HttpException;

import java.time.Duration;
import java.util.Optional;

/** An answer that is not 2xx, with what langchain4j's own exception loses. */
final class StatusException extends HttpException {
    private final transient Optional<Duration> retryAfter;

    StatusException(int status, String body, Optional<Duration> retryAfter) {
        super(status, body);
        this.retryAfter = retryAfter;
    }

    /** How long the endpoint asks to be left alone. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
