package dev.aoi.standalone.clusterbench;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How many raw {@code GET}s of a path a server answers per second, asked by eight at a time. */
final class RequestRate {
    private static final int CLIENTS = 8;

    private final KubernetesClient client;

    RequestRate(KubernetesClient client) {
        this.client = client;
    }

    double perSecond(String path, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            var counts =
                    IntStream.range(0, CLIENTS)
                            .<Future<Integer>>mapToObj(
                                    i -> threads.submit(() -> requests(path, end)))
                            .toList();
            long sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum * 1e9 / duration.toNanos();
        }
    }

    private int requests(String path, long end) {
        int count = 0;
        while (System.nanoTime() < end) {
            if (client.raw(path) == null) {
                throw new IllegalStateException("GET " + path + " found nothing");
            }
            count++;
        }
        return count;
    }
}
