package dev.aoi.standalone.clusterbench;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The figures of {@code aoi cluster bench}.
 *
 * <ol>
 *   <li>apply to Ready of the miniature application, by one warm client, Ready seen by a watch;
 *   <li>requests per second: one pod, a list of 100 pods;
 *   <li>an hour of virtual time of the same world;
 *   <li>many worlds at once: memory, and the time that the last one takes beside the first;
 *   <li>many objects in one world: the time of a write at 100, at 1,000 and at 10,000.
 * </ol>
 *
 * <p>With a real cluster's kubeconfig the first two are measured there too, in the same run, turn
 * by turn. Figures of one run are to be compared with each other, not with another machine's.
 */
public final class ClusterBench {
    private static final int WARM_UP = 1000;
    private static final int ROUNDS = 15;
    private static final int REAL_ROUNDS = 3;

    /** The application is ready in less virtual time, so one advance is enough. */
    private static final Duration STEP = Duration.ofSeconds(6);

    private static final Duration RATE_TIME = Duration.ofSeconds(4);
    private static final String LIST = "bench-list";

    private final BenchHost host;
    private final Optional<KubernetesClient> real;
    private final Consumer<Measurement> results;

    /**
     * A bench.
     *
     * @param real kubeconfig text of a real cluster to compare with
     * @param results told of every figure as soon as it is there
     */
    public ClusterBench(BenchHost host, Optional<String> real, Consumer<Measurement> results) {
        this.host = host;
        this.real = real.map(BenchHost::client);
        this.results = results;
    }

    /**
     * Measures everything.
     *
     * @param worlds how many worlds at once
     */
    public void run(int worlds) throws Exception {
        try (KubernetesClient client = host.world("bench")) {
            applyToReady(client);
            reads(client);
        } finally {
            real.ifPresent(KubernetesClient::close);
        }
        hour();
        host.remove("bench");
        manyWorlds(worlds);
        manyObjects();
    }

    private void applyToReady(KubernetesClient client) throws InterruptedException {
        ApplyToReady ours = new ApplyToReady(client, () -> host.pass("bench", STEP));
        for (int i = 0; i < WARM_UP; i++) {
            ours.once();
        }
        double[] wall = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            wall[i] = millis(ours.once());
        }
        Measurement here = Measurement.median("apply to Ready, wall", "ms", wall);
        results.accept(here);
        results.accept(rehearsal(client));
        results.accept(Measurement.median("apply to Ready, virtual", "s", virtual(client)));
        if (real.isPresent()) {
            ApplyToReady there = new ApplyToReady(real.get(), ApplyToReady.Passing.BY_ITSELF);
            double[] seconds = new double[REAL_ROUNDS];
            for (int i = 0; i < REAL_ROUNDS; i++) {
                seconds[i] = millis(there.once());
            }
            Measurement theirs = Measurement.median("apply to Ready, real cluster", "ms", seconds);
            results.accept(theirs);
            results.accept(ratio("apply to Ready, times faster", theirs, here));
        }
    }

    /** The part of it that no cluster can save: the same requests without their consequences. */
    private static Measurement rehearsal(KubernetesClient client) {
        MiniatureApplication application = new MiniatureApplication(client);
        application.prepare();
        double[] wall = new double[WARM_UP];
        for (int i = 0; i < WARM_UP; i++) {
            long began = System.nanoTime();
            application.rehearse();
            wall[i] = millis(Duration.ofNanos(System.nanoTime() - began));
        }
        return Measurement.median(
                "its requests as a dry run",
                "ms",
                Arrays.copyOfRange(wall, WARM_UP - ROUNDS, WARM_UP));
    }

    /** Virtual time of one round; passing by small steps, so that it ends near the moment. */
    private double virtual(KubernetesClient client) throws InterruptedException {
        new MiniatureApplication(client).prepare();
        Instant before = host.now("bench");
        Duration[] atReady = {Duration.ZERO};
        new ApplyToReady(
                        client,
                        () -> host.pass("bench", Duration.ofMillis(100)),
                        () -> atReady[0] = Duration.between(before, host.now("bench")))
                .once();
        return millis(atReady[0]) / 1000;
    }

    private void reads(KubernetesClient client) throws Exception {
        List<KubernetesClient> clients = new ArrayList<>(List.of(client));
        real.ifPresent(clients::add);
        List<Measurement> rates = new ArrayList<>();
        for (KubernetesClient each : clients) {
            fill(each);
        }
        for (String path : List.of("/pods/pod-7", "/pods")) {
            for (KubernetesClient each : clients) {
                RequestRate rate = new RequestRate(each);
                String url = "/api/v1/namespaces/" + LIST + path;
                rate.perSecond(url, RATE_TIME);
                String what = path.equals("/pods") ? "GET a list of 100 pods" : "GET a pod";
                String where = each == client ? "" : ", real cluster";
                double[] samples = new double[3];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = rate.perSecond(url, RATE_TIME);
                }
                Measurement measured = Measurement.median(what + where, "1/s", samples);
                rates.add(measured);
                results.accept(measured);
            }
            if (rates.size() % 2 == 0 && real.isPresent()) {
                Measurement theirs = rates.getLast();
                Measurement ours = rates.get(rates.size() - 2);
                results.accept(ratio(ours.name() + ", times as many", ours, theirs));
            }
        }
        clients.forEach(each -> each.namespaces().withName(LIST).delete());
    }

    /** A hundred pods that no node takes, so that both servers answer the same. */
    private static void fill(KubernetesClient client) {
        client.namespaces()
                .resource(
                        new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                                .withNewMetadata()
                                .withName(LIST)
                                .endMetadata()
                                .build())
                .create();
        for (int i = 0; i < 100; i++) {
            Pod pod =
                    new PodBuilder()
                            .withNewMetadata()
                            .withName("pod-" + i)
                            .withNamespace(LIST)
                            .endMetadata()
                            .withNewSpec()
                            .addToNodeSelector("no", "node")
                            .withServiceAccountName("default")
                            .withAutomountServiceAccountToken(false)
                            .addNewContainer()
                            .withName("main")
                            .withImage("local/busybox:1")
                            .endContainer()
                            .endSpec()
                            .build();
            createWhenReady(client, pod);
        }
    }

    /** A new namespace's service account is there a moment later. */
    private static void createWhenReady(KubernetesClient client, Pod pod) {
        for (int attempt = 0; ; attempt++) {
            try {
                client.resource(pod).create();
                return;
            } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
                if (attempt == 100 || e.getCode() != 403) {
                    throw e;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
            }
        }
    }

    private void hour() {
        try (KubernetesClient client = host.world("bench-hour")) {
            MiniatureApplication application = new MiniatureApplication(client);
            application.prepare();
            application.apply();
            host.pass("bench-hour", Duration.ofMinutes(1));
            double[] wall = new double[5];
            for (int i = 0; i < wall.length; i++) {
                long began = System.nanoTime();
                host.pass("bench-hour", Duration.ofHours(1));
                wall[i] = (System.nanoTime() - began) / 1e6;
            }
            results.accept(Measurement.median("an hour of virtual time", "ms", wall));
        }
        host.remove("bench-hour");
    }

    private void manyWorlds(int worlds) {
        List<Double> wall = new ArrayList<>();
        long before = heap();
        for (int i = 0; i < worlds; i++) {
            long began = System.nanoTime();
            try (KubernetesClient client = host.world("bench-" + i)) {
                MiniatureApplication application = new MiniatureApplication(client);
                application.prepare();
                application.apply();
                host.pass("bench-" + i, Duration.ofMinutes(1));
            }
            wall.add((System.nanoTime() - began) / 1e6);
        }
        long after = heap();
        results.accept(new Measurement(worlds + " worlds, heap", "MB", after / 1e6, 1));
        results.accept(
                new Measurement("heap per world", "MB", (after - before) / 1e6 / worlds, worlds));
        int part = Math.max(1, worlds / 10);
        results.accept(median("a world, the first " + part, wall.subList(0, part)));
        results.accept(median("a world, the last " + part, wall.subList(worlds - part, worlds)));
        for (int i = 0; i < worlds; i++) {
            host.remove("bench-" + i);
        }
    }

    private void manyObjects() {
        try (KubernetesClient client = host.world("bench-objects")) {
            List<Double> wall = new ArrayList<>();
            for (int i = 0; i < 10_100; i++) {
                ConfigMap object =
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("object-" + i)
                                .withNamespace("default")
                                .endMetadata()
                                .addToData("key", "value " + i)
                                .build();
                long began = System.nanoTime();
                client.resource(object).create();
                wall.add((System.nanoTime() - began) / 1e6);
            }
            results.accept(median("a write at 100 objects", wall.subList(100, 200)));
            results.accept(median("a write at 1,000 objects", wall.subList(1000, 1100)));
            results.accept(median("a write at 10,000 objects", wall.subList(10_000, 10_100)));
        }
        host.remove("bench-objects");
    }

    private static Measurement median(String name, List<Double> samples) {
        return Measurement.median(
                name, "ms", samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Measurement ratio(String name, Measurement numerator, Measurement denominator) {
        return new Measurement(
                name, "x", numerator.value() / denominator.value(), denominator.samples());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
