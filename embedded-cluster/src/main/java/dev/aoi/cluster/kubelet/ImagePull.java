package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.ImageNames;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gets a container its image. An image that no registry has is asked for again with the pull
 * back-off, in between shown as {@code ErrImagePull} and then {@code ImagePullBackOff}.
 */
final class ImagePull {
    /** What lies below asks for credentials that nobody has. */
    private static final String REFUSED = "docker.io/private/";

    private static final long BYTES_PER_MILLI = 158_000;
    private static final Duration LOOK_UP = Duration.ofMillis(80);
    private static final Duration REFUSAL = Duration.ofMillis(300);
    private static final Duration UNPACK = Duration.ofMillis(220);

    /** From the end of a pull to the next look of who waited for it. */
    private static final Duration FOUND = Duration.ofMillis(9);

    private final ContainerWorker container;
    private final BackOff backOff = new BackOff();
    private Instant backOffEnds = Instant.EPOCH;

    ImagePull(ContainerWorker container) {
        this.container = container;
    }

    void start() {
        String name = container.spec().path("image").asString("");
        PodWorker pod = container.pod();
        Optional<Image> known = pod.services().images().find(name);
        boolean present = known.isPresent() && pod.node().images().has(known.get());
        String policy = policy(name);
        if (present && !policy.equals("Always")) {
            container.event(
                    "Normal",
                    "Pulled",
                    "Container image \""
                            + name
                            + "\" already present on machine and can be accessed by the pod");
            container.create(known.get());
        } else if (policy.equals("Never")) {
            neverPull(name);
        } else {
            pull(name, known, present);
        }
    }

    private void pull(String name, Optional<Image> known, boolean present) {
        PodWorker pod = container.pod();
        NodeImages images = pod.node().images();
        Duration others =
                known.map(image -> images.pulling(image, pod.now())).orElse(Duration.ZERO);
        if (!present && others.isPositive()) {
            container.plan(others.plus(FOUND), this::start);
            return;
        }
        container.event("Normal", "Pulling", "Pulling image \"" + name + "\"");
        String reference = ImageNames.canonical(name);
        if (known.isPresent()) {
            Duration time = time(known.get(), present);
            Duration all = images.pull(reference, pod.now(), time);
            container.plan(all, () -> pulled(name, known.get(), time, all));
        } else {
            Duration time = pod.jitter(REFUSAL);
            container.plan(images.pull(reference, pod.now(), time), () -> failed(name));
        }
    }

    private String policy(String name) {
        String policy = container.spec().path("imagePullPolicy").asString("");
        if (!policy.isEmpty()) {
            return policy;
        }
        return ImageNames.canonical(name).endsWith(":latest") ? "Always" : "IfNotPresent";
    }

    /** A present image only has its manifest looked up. */
    private Duration time(Image image, boolean present) {
        Duration lookUp = container.pod().jitter(LOOK_UP);
        return present ? lookUp : lookUp.plus(UNPACK).plusMillis(image.bytes() / BYTES_PER_MILLI);
    }

    private void pulled(String name, Image image, Duration time, Duration all) {
        container.pod().node().images().add(image);
        container.event(
                "Normal",
                "Pulled",
                "Successfully pulled image \"%s\" in %s (%s including waiting). Image size: %d bytes."
                        .formatted(name, took(time), took(all), image.bytes()));
        container.create(image);
    }

    private static String took(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + "ms";
        }
        return "%d.%03ds".formatted(time.toSeconds(), time.toMillisPart());
    }

    private void failed(String name) {
        String canonical = ImageNames.canonical(name);
        boolean refused = canonical.startsWith(REFUSED);
        String why =
                "rpc error: code = "
                        + (refused ? "Unknown" : "NotFound")
                        + " desc = failed to pull and unpack image \""
                        + canonical
                        + "\": failed to resolve image: "
                        + (refused
                                ? "pull access denied, repository does not exist or may require"
                                        + " authorization: authorization failed: no basic auth"
                                        + " credentials"
                                : canonical + ": not found");
        container.event("Warning", "Failed", "Failed to pull image \"" + name + "\": " + why);
        container.event("Warning", "Failed", "Error: ErrImagePull");
        boolean first = backOffEnds.equals(Instant.EPOCH);
        Instant now = container.pod().now();
        backOff.tries(now, now);
        backOffEnds = now.plus(backOff.delay());
        if (first) {
            container.plan(Duration.ofMillis(400), () -> lookAgain(name, why, "ErrImagePull", why));
        } else {
            container.syncs().afterFailure(() -> lookAgain(name, why, "ErrImagePull", why));
        }
    }

    /** Shows what the last look found, and pulls again or tells that it is too soon for that. */
    private void lookAgain(String name, String why, String found, String message) {
        container.waiting(found, message);
        if (container.pod().now().isBefore(backOffEnds)) {
            container.event("Normal", "BackOff", "Back-off pulling image \"" + name + "\"");
            container.event("Warning", "Failed", "Error: ImagePullBackOff");
            String backingOff = "Back-off pulling image \"" + name + "\": ErrImagePull: " + why;
            container
                    .syncs()
                    .afterFailure(() -> lookAgain(name, why, "ImagePullBackOff", backingOff));
        } else {
            start();
        }
    }

    private void neverPull(String name) {
        container.event("Warning", "Failed", "Error: ErrImageNeverPull");
        container.waiting(
                "ErrImageNeverPull",
                "Container image \"" + name + "\" is not present with pull policy of Never");
        container.syncs().afterFailure(this::start);
    }
}
