package dev.aoi.agent.llm;

import java.time.Duration;

/** Passing time, so that tests need not wait for it. */
interface Ticker {
    long nanos();

    void sleep(Duration pause) throws InterruptedException;

    Ticker REAL =
            new Ticker() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration pause) throws InterruptedException {
                    Thread.sleep(pause);
                }
            };
}
