package dev.aoi.cluster.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happened before a state's first command, as far as the recording tells it.
 *
 * <ol>
 *   <li>A numbered manifest was applied when the recording names one of its workloads and does not
 *       apply it itself; as long ago as the oldest of its deployments is old, else its oldest pod,
 *       else any other of its objects.
 *   <li>A deployment that is younger than its manifest had been deleted and applied again.
 *   <li>A pod that is younger than its set had been deleted.
 *   <li>A workload whose pods are missing from the first whole list of pods had been deleted.
 *   <li>Events of before were deleted unless the recording makes its namespace itself.
 * </ol>
 *
 * <p>Without ages to go by, everything is {@link #SETTLED} old.
 */
final class Prehistory {
    private static final Duration SETTLED = Duration.ofSeconds(45);
    private static final Duration YOUNGER = Duration.ofSeconds(4);
    private static final Pattern POD_LIST =
            Pattern.compile("kubectl get pods -n (\\S+)(?: -o wide| --show-labels)?");

    /**
     * A line to run before the state begins.
     *
     * @param before how long before the first command; zero and more
     */
    record Act(Duration before, String line) {}

    private final Recording recording;
    private final List<Manifest> manifests;
    private final String text;
    private final Map<String, Duration> deployments = new HashMap<>();
    private final Map<String, Duration> pods = new HashMap<>();
    private final Map<String, Duration> others = new HashMap<>();

    Prehistory(Recording recording, List<Manifest> manifests) {
        this.recording = recording;
        this.text = recording.text();
        this.manifests = manifests.stream().filter(this::wasApplied).toList();
        for (Block block : recording.blocks()) {
            for (AgeTable table : AgeTable.in(block.output().out())) {
                Map<String, Duration> ages =
                        table.has("UP-TO-DATE")
                                ? deployments
                                : table.has("RESTARTS") ? pods : others;
                table.rows().forEach((name, age) -> note(ages, name, age, block.at()));
            }
        }
    }

    /** Keeps the most exact reading of an age, which is the first one of the lowest minute. */
    private static void note(Map<String, Duration> ages, String name, Duration age, Duration at) {
        Duration before = age.minus(at);
        if (!before.isNegative()) {
            ages.putIfAbsent(name, before);
        }
    }

    /** The lines to run, oldest first; equally old ones in the order in which they must be run. */
    List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        for (Manifest manifest : manifests) {
            Duration age = age(manifest);
            acts.add(new Act(age, apply(manifest)));
            for (Manifest.Item item : manifest.objects()) {
                againOrGone(manifest, item, age).ifPresent(acts::add);
            }
        }
        for (Map.Entry<String, Duration> pod : pods.entrySet()) {
            replacedPod(pod.getKey(), pod.getValue()).ifPresent(acts::add);
        }
        acts.sort(Comparator.comparing(Act::before).reversed());
        if (!manifests.isEmpty() && namespace().isPresent()) {
            acts.add(
                    new Act(
                            Duration.ZERO,
                            "kubectl delete events --all --wait=false -n " + namespace().get()));
        }
        return acts;
    }

    /** How long before the first command the first act is. */
    Duration age() {
        return acts().stream()
                .map(Act::before)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private boolean wasApplied(Manifest manifest) {
        boolean byItself =
                recording.blocks().stream()
                        .anyMatch(
                                block ->
                                        block.exit() == 0
                                                && block.line().contains(manifest.file())
                                                && block.output().out().contains(" created"));
        return !byItself && manifest.objects().stream().anyMatch(this::isNamed);
    }

    private boolean isNamed(Manifest.Item item) {
        return item.isWorkload() && text.contains(item.name())
                || item.kind().equals("Namespace")
                        && recording.blocks().stream()
                                .anyMatch(b -> b.line().contains(item.name()));
    }

    /** Namespaces are at least as old as all that may lie in them. */
    private Duration age(Manifest manifest) {
        boolean namespaces =
                manifest.objects().stream().anyMatch(item -> item.kind().equals("Namespace"));
        return namespaces
                ? manifests.stream()
                        .map(this::ownAge)
                        .max(Comparator.naturalOrder())
                        .orElse(SETTLED)
                : ownAge(manifest);
    }

    private Duration ownAge(Manifest manifest) {
        return manifest.objects().stream()
                .flatMap(item -> Optional.ofNullable(deployments.get(item.name())).stream())
                .max(Comparator.naturalOrder())
                .or(() -> oldestPod(manifest))
                .or(() -> oldestOther(manifest))
                .or(this::oldest)
                .orElse(SETTLED);
    }

    private Optional<Duration> oldestOther(Manifest manifest) {
        return manifest.objects().stream()
                .flatMap(item -> Optional.ofNullable(others.get(item.name())).stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> oldestPod(Manifest manifest) {
        return pods.entrySet().stream()
                .filter(
                        pod ->
                                manifest.objects().stream()
                                        .filter(Manifest.Item::isWorkload)
                                        .anyMatch(
                                                item -> pod.getKey().startsWith(item.name() + "-")))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> oldest() {
        return deployments.values().stream().max(Comparator.naturalOrder());
    }

    private Optional<Act> againOrGone(Manifest manifest, Manifest.Item item, Duration age) {
        if (!item.isWorkload()) {
            return Optional.empty();
        }
        Duration own = deployments.get(item.name());
        if (own != null && own.plus(YOUNGER).compareTo(age) < 0) {
            String line = "kubectl delete deployment --wait=false %s%s && %s";
            return Optional.of(
                    new Act(own, line.formatted(item.name(), inNamespace(), apply(manifest))));
        }
        boolean gone = firstPods().isPresent() && !firstPods().get().contains(item.name() + "-");
        if (gone && recording.blocks().stream().noneMatch(b -> b.line().contains(item.name()))) {
            String line =
                    "kubectl delete --wait=false %s %s%s"
                            .formatted(item.kind(), item.name(), inNamespace());
            return manifest.file().startsWith("0")
                    ? Optional.empty()
                    : Optional.of(new Act(age.dividedBy(2), line));
        }
        return Optional.empty();
    }

    private Optional<Act> replacedPod(String pod, Duration age) {
        for (Manifest manifest : manifests) {
            for (Manifest.Item item : manifest.objects()) {
                boolean its = item.isWorkload() && pod.startsWith(item.name() + "-");
                Duration set = deployments.getOrDefault(item.name(), age(manifest));
                if (its
                        && !item.kind().equals("Job")
                        && age.plus(YOUNGER.multipliedBy(5)).compareTo(set) < 0) {
                    boolean ordinal = item.kind().equals("StatefulSet");
                    String which =
                            ordinal
                                    ? "pod/" + pod
                                    : "$(kubectl get pods%s -o name | grep '^pod/%s-' | head -1)"
                                            .formatted(inNamespace(), item.name());
                    return Optional.of(
                            new Act(age, "kubectl delete --wait=false " + which + inNamespace()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> firstPods() {
        return recording.blocks().stream()
                .filter(block -> POD_LIST.matcher(block.line()).matches() && block.exit() == 0)
                .findFirst()
                .map(block -> block.output().out());
    }

    /**
     * The namespace of the state: that of its first list of pods, else of its first line with one.
     */
    Optional<String> namespace() {
        Pattern named = Pattern.compile(" -n ([-a-z0-9]+)");
        return recording.blocks().stream()
                .map(block -> named.matcher(block.line()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .filter(name -> manifests.stream().anyMatch(m -> holds(m, name)))
                .findFirst()
                .or(
                        () ->
                                manifests.stream()
                                        .flatMap(m -> m.objects().stream())
                                        .filter(item -> item.kind().equals("Namespace"))
                                        .map(Manifest.Item::name)
                                        .findFirst());
    }

    private static boolean holds(Manifest manifest, String namespace) {
        return manifest.objects().contains(new Manifest.Item("Namespace", namespace));
    }

    private String inNamespace() {
        return namespace().map(name -> " -n " + name).orElse("");
    }

    /** Files with a leading 0 name their namespaces themselves. */
    private String apply(Manifest manifest) {
        return "kubectl apply -f "
                + manifest.file()
                + (manifest.file().startsWith("0") ? "" : inNamespace());
    }
}
