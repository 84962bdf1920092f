package dev.aoi.cluster.process.load;

import dev.aoi.cluster.process.Reply;

import java.util.Arrays;

/** What came back during a run. */
final class WrkTally {
    private static final int HEADERS = 190;

    private long[] micros = new long[128];
    private int completed;
    private long bytes;
    private int non2xx;
    private int refused;
    private int closed;
    private int timeouts;

    void add(Reply reply) {
        switch (reply) {
            case Reply.Answered answer -> {
                record(reply);
                bytes += HEADERS + answer.body().length();
                // wrk counts what is above 399 as an error.
                if (answer.status() > 399) {
                    non2xx++;
                }
            }
            case Reply.Refused _, Reply.UnknownHost _ -> refused++;
            case Reply.Closed _, Reply.Failed _ -> closed++;
            case Reply.TimedOut _ -> timeouts++;
        }
    }

    private void record(Reply reply) {
        if (completed == micros.length) {
            micros = Arrays.copyOf(micros, completed * 2);
        }
        micros[completed++] = reply.took().toNanos() / 1000;
    }

    int completed() {
        return completed;
    }

    int non2xx() {
        return non2xx;
    }

    int refused() {
        return refused;
    }

    int closed() {
        return closed;
    }

    int timeouts() {
        return timeouts;
    }

    long bytes() {
        return bytes;
    }

    boolean socketErrors() {
        return refused + closed + timeouts > 0;
    }

    /** Latencies of the completed requests in microseconds, ascending. */
    long[] sorted() {
        long[] copy = Arrays.copyOf(micros, completed);
        Arrays.sort(copy);
        return copy;
    }
}
