package dev.aoi.standalone.clusterbench;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Wall time from the first request of an apply until a watch has shown all deployments Available.
 *
 * <p>On a real cluster time passes by itself. A world's time passes on demand: {@link Passing} is
 * asked to let some pass until the watch has seen it.
 */
final class ApplyToReady {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** What has happened is seen by the watch within this, or has not happened yet. */
    private static final Duration SEEN = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final MiniatureApplication application;
    private final Passing passing;
    private final Runnable whenReady;

    /** Lets a cluster's time pass; returns at once where it passes by itself. */
    interface Passing {
        Passing BY_ITSELF = () -> Thread.sleep(1);

        void step() throws InterruptedException;
    }

    ApplyToReady(KubernetesClient client, Passing passing) {
        this(client, passing, () -> {});
    }

    /**
     * @param whenReady called when the watch has seen it, before the application is removed
     */
    ApplyToReady(KubernetesClient client, Passing passing, Runnable whenReady) {
        this.client = client;
        this.whenReady = whenReady;
        this.application = new MiniatureApplication(client);
        this.passing = passing;
    }

    /** Once; what it made is removed again. */
    Duration once() throws InterruptedException {
        application.prepare();
        CountDownLatch ready = new CountDownLatch(1);
        long began;
        long ended;
        try (Watch watch =
                client.apps()
                        .deployments()
                        .inNamespace(MiniatureApplication.NAMESPACE)
                        .watch(new Available(ready))) {
            began = System.nanoTime();
            application.apply();
            while (ready.getCount() > 0) {
                if (System.nanoTime() - began > LIMIT.toNanos()) {
                    throw new IllegalStateException(
                            "The application was not Available within " + LIMIT.toSeconds() + " s");
                }
                passing.step();
                ready.await(SEEN.toMillis(), TimeUnit.MILLISECONDS);
            }
            ended = System.nanoTime();
        }
        whenReady.run();
        application.remove();
        while (application.pods() > 0) {
            passing.step();
        }
        return Duration.ofNanos(ended - began);
    }

    private static final class Available implements Watcher<Deployment> {
        private final CountDownLatch ready;
        private final Set<String> available = new HashSet<>();

        Available(CountDownLatch ready) {
            this.ready = ready;
        }

        @Override
        public void eventReceived(Action action, Deployment deployment) {
            Integer replicas = deployment.getStatus().getAvailableReplicas();
            if (replicas != null && replicas.equals(deployment.getSpec().getReplicas())) {
                available.add(deployment.getMetadata().getName());
            }
            if (available.size() == MiniatureApplication.DEPLOYMENTS) {
                ready.countDown();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            ready.countDown();
        }
    }
}
