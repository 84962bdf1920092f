package dev.aoi.agent.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of one endpoint, shared by all who ask it: after half of the last ten calls
 * failed (five at least) it is left alone for a while, then tried with one call. Refusals and rate
 * limits are answers, not failures.
 */
final class Guard {
    static final Duration REST = Duration.ofSeconds(15);
    private static final int WINDOW = 10;
    private static final int LEAST_CALLS = 5;

    private final CircuitBreaker breaker;

    Guard(Ticker ticker) {
        breaker =
                CircuitBreaker.of(
                        "model-endpoint",
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(
                                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(WINDOW)
                                .minimumNumberOfCalls(LEAST_CALLS)
                                .failureRateThreshold(50)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .maxWaitDurationInHalfOpenState(Duration.ZERO)
                                .waitDurationInOpenState(REST)
                                .clock(new TickerClock(ticker))
                                .build());
    }

    /** Whether the endpoint may be asked now; if so one of the methods below must follow. */
    boolean admits() {
        return breaker.tryAcquirePermission();
    }

    void answered() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(String what) {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(what));
    }

    /** The call says nothing about the endpoint's health. */
    void abandoned() {
        breaker.releasePermission();
    }

    /** Whether the endpoint is being left alone. */
    boolean resting() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    private static final class TickerClock extends Clock {
        private final Ticker ticker;

        TickerClock(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(ticker.nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
