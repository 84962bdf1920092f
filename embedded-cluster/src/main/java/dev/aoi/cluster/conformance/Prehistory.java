package dev.aoi.cluster.conformance;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What happened before a state's first command, as far as the recording tells it.
 *
 * <ol>
 *   <li>A numbered manifest was applied when the recording names one of its workloads and does not
 *       apply it itself; as long ago as the oldest of its deployments is old, else the oldest of
 *       its pods and other objects; in parts where its workloads were made in different seconds.
 *   <li>A deployment that is younger than its manifest had been deleted and applied again.
 *   <li>A pod that is younger than its set had been deleted; one that is no older than the state
 *       came with its first command.
 *   <li>A deployment whose replica sets are shown had been rolled out as {@link RecordedRollouts}
 *       tells.
 *   <li>A workload whose pods are missing from the first whole list of pods had been deleted.
 *   <li>What has labels that its manifest does not give had been labelled.
 *   <li>Events of before were deleted unless the recording makes its namespace itself.
 * </ol>
 *
 * <p>Without ages to go by, everything is {@link #SETTLED} old.
 */
final class Prehistory {
    private static final Duration SETTLED = Duration.ofSeconds(45);
    private static final Duration YOUNGER = Duration.ofSeconds(4);

    /** What two ages in whole seconds may be apart. */
    private static final Duration ROUNDED = Duration.ofSeconds(2);

    /** Older than this, kubectl prints no seconds any more. */
    private static final Duration IN_SECONDS = Duration.ofMinutes(9);

    /** A manifest's objects are made one after the other. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static final Pattern POD_LIST =
            Pattern.compile(
                    "(?:KUBECONFIG=\\S+ kubectl get pods"
                            + "|kubectl get pods -n (\\S+)(?: -o wide| --show-labels| -L \\S+)?)");

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

    private final RecordedObjects objects;
    private final RecordedRollouts rollouts;
    private final RecordedEvents events;

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
        this.objects = new RecordedObjects(recording);
        this.events = new RecordedEvents(recording);
        exact(pods, objects.of("Pod"));
        exact(others, objects.of("ReplicaSet"));
        this.rollouts = new RecordedRollouts(objects, set -> Optional.ofNullable(others.get(set)));
    }

    /** Replaces what tables tell in minutes by what objects tell in seconds. */
    private void exact(Map<String, Duration> ages, List<JsonNode> objects) {
        List<Instant> starts = new ArrayList<>();
        for (JsonNode object : objects) {
            Duration before = ages.get(RecordedObjects.name(object));
            if (before != null && before.compareTo(IN_SECONDS) < 0) {
                RecordedObjects.created(object).ifPresent(t -> starts.add(t.plus(before)));
            }
        }
        starts.sort(Comparator.naturalOrder());
        Optional<Instant> told = events.begins().map(t -> t.truncatedTo(ChronoUnit.SECONDS));
        if (starts.isEmpty() && told.isEmpty()) {
            return;
        }
        Instant start = told.orElseGet(() -> starts.get(starts.size() / 2));
        for (JsonNode object : objects) {
            Optional<Duration> before =
                    RecordedObjects.created(object).map(t -> Duration.between(t, start));
            before.filter(b -> !b.isNegative())
                    .ifPresent(b -> ages.put(RecordedObjects.name(object), b));
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
            acts.addAll(parts(manifest, age));
            acts.addAll(labels(manifest, age));
            for (Manifest.Item item : manifest.objects()) {
                againOrGone(manifest, item, age).ifPresent(acts::add);
            }
        }
        for (Map.Entry<String, Duration> pod : pods.entrySet()) {
            replacedPod(pod.getKey(), pod.getValue()).ifPresent(acts::add);
        }
        for (RecordedRollouts.Rollout rollout : rollouts.before(ROUNDED)) {
            acts.add(new Act(rollout.before(), rollOut(rollout)));
        }
        acts.sort(Comparator.comparing(Act::before).reversed());
        if (!manifests.isEmpty() && namespace().isPresent()) {
            acts.add(
                    new Act(
                            Duration.ZERO,
                            "kubectl delete --raw /api/v1/namespaces/%s/events"
                                    .formatted(namespace().get())));
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
        return item.isWorkload() && !item.name().isEmpty() && text.contains(item.name())
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
                .flatMap(item -> made(item).stream())
                .max(Comparator.naturalOrder())
                .or(
                        () ->
                                Stream.concat(
                                                oldestPod(manifest).stream(),
                                                oldestOther(manifest).stream())
                                        .max(Comparator.naturalOrder()))
                .or(this::oldest)
                .orElse(SETTLED);
    }

    /** A deployment's age; in seconds where only its oldest pod tells them. */
    private Optional<Duration> made(Manifest.Item item) {
        Optional<Duration> told = Optional.ofNullable(deployments.get(item.name()));
        return told.map(
                age ->
                        podsOf(item).stream()
                                .filter(pod -> age.compareTo(IN_SECONDS) >= 0)
                                .filter(pod -> pod.minus(age).abs().compareTo(MINUTE) <= 0)
                                .max(Comparator.naturalOrder())
                                .orElse(age));
    }

    /** Services were labelled soon after they were made, pods by the latest. */
    private List<Act> labels(Manifest manifest, Duration age) {
        List<Act> acts = new ArrayList<>();
        for (RecordedLabels.Labelled labelled : RecordedLabels.of(objects, manifest)) {
            boolean service = labelled.kind().equals("Service");
            Duration own = pods.getOrDefault(labelled.name(), age);
            if (!service && own.compareTo(ROUNDED) < 0) {
                continue;
            }
            String which =
                    service
                            ? "service/" + labelled.name()
                            : podLike(labelled.name().replaceFirst("-[a-z0-9]{5}$", ""));
            acts.add(
                    new Act(
                            service ? age.multipliedBy(9).dividedBy(10) : ROUNDED,
                            "kubectl label --overwrite %s %s%s"
                                    .formatted(which, labelled.labels(), inNamespace())));
        }
        return acts;
    }

    /** A pod whose name begins so: generated suffixes are not the recorded ones. */
    private String podLike(String beginning) {
        return "$(kubectl get pods%s -o name | grep '^pod/%s' | head -1)"
                .formatted(inNamespace(), beginning);
    }

    /** A manifest, in parts where its workloads were made in different seconds. */
    private List<Act> parts(Manifest manifest, Duration age) {
        List<Act> acts = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        Duration part = age;
        for (Manifest.Item item : manifest.objects()) {
            Duration own = madeWith(manifest, item, age).orElse(part);
            if (own.compareTo(part) < 0) {
                if (!documents.isEmpty()) {
                    acts.add(new Act(part, applyText(manifest, documents)));
                }
                documents.clear();
                part = own;
            }
            documents.add(item.text());
        }
        if (acts.isEmpty()) {
            return List.of(new Act(part, apply(manifest)));
        }
        acts.add(new Act(part, applyText(manifest, documents)));
        return acts;
    }

    /**
     * When a workload's first pods were made, or an autoscaler, if that was in the course of its
     * manifest.
     */
    private Optional<Duration> madeWith(Manifest manifest, Manifest.Item item, Duration age) {
        if (item.kind().equals("HorizontalPodAutoscaler")) {
            return events.autoscalerMade(item.name())
                    .filter(
                            own ->
                                    own.compareTo(age) <= 0
                                            && age.minus(own).compareTo(AT_ONCE) <= 0);
        }
        if (!item.isWorkload()) {
            return Optional.empty();
        }
        return podsOf(item).stream()
                .filter(own -> own.compareTo(age) <= 0 && age.minus(own).compareTo(AT_ONCE) <= 0)
                .max(Comparator.naturalOrder());
    }

    private List<Duration> podsOf(Manifest.Item item) {
        return pods.entrySet().stream()
                .filter(pod -> pod.getKey().startsWith(item.name() + "-"))
                .map(Map.Entry::getValue)
                .toList();
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
        Duration own = made(item).orElse(age);
        boolean inMinutes = own.compareTo(IN_SECONDS) >= 0;
        if (own.plus(inMinutes ? MINUTE : YOUNGER).compareTo(age) < 0) {
            String line = "kubectl delete deployment --wait=false %s%s && %s";
            return Optional.of(
                    new Act(own, line.formatted(item.name(), inNamespace(), apply(manifest))));
        }
        boolean gone = firstPods().isPresent() && !firstPods().get().contains(item.name() + "-");
        if (gone && text.contains("job.batch/" + item.name())) {
            String pods = "kubectl delete pods --wait=false -l job-name=%s%s";
            return Optional.of(
                    new Act(age.dividedBy(2), pods.formatted(item.name(), inNamespace())));
        }
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
        if (age.compareTo(ROUNDED) < 0) {
            return Optional.empty();
        }
        for (Manifest manifest : manifests) {
            for (Manifest.Item item : manifest.objects()) {
                boolean its = item.isWorkload() && pod.startsWith(item.name() + "-");
                Duration set = deployments.getOrDefault(item.name(), age(manifest));
                if (its
                        && !rollouts.has(item.name())
                        && !item.kind().equals("Job")
                        && age.plus(YOUNGER.multipliedBy(5)).compareTo(set) < 0) {
                    boolean ordinal = item.kind().equals("StatefulSet");
                    String which = ordinal ? "pod/" + pod : podLike(item.name() + "-");
                    return Optional.of(
                            new Act(age, "kubectl delete --wait=false " + which + inNamespace()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a list shows the pod with its age. */
    boolean shows(String pod) {
        return pods.containsKey(pod);
    }

    /** How old a workload is when the state begins. */
    Duration workloadAge(String name) {
        return manifests.stream()
                .flatMap(
                        manifest ->
                                manifest.objects().stream()
                                        .filter(item -> item.isWorkload())
                                        .filter(item -> item.name().equals(name))
                                        .map(item -> made(item).orElseGet(() -> age(manifest))))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** The line that has a workload's pod made anew. */
    String renew(String workload) {
        return "kubectl delete --wait=false " + podLike(workload + "-") + inNamespace();
    }

    private Optional<String> firstPods() {
        return recording.blocks().stream()
                .filter(block -> block.exit() == 0 && !block.output().out().isBlank())
                .filter(
                        block -> {
                            Matcher list = POD_LIST.matcher(block.line());
                            return list.matches()
                                    && (list.group(1) == null
                                            || namespace().equals(Optional.of(list.group(1))));
                        })
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
                .filter(Matcher::find)
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
        return manifest.objects().stream()
                .anyMatch(item -> item.kind().equals("Namespace") && item.name().equals(namespace));
    }

    private String inNamespace() {
        return namespace().map(name -> " -n " + name).orElse("");
    }

    private String rollOut(RecordedRollouts.Rollout rollout) {
        return "kubectl patch deployment %s%s --type=json -p %s"
                .formatted(
                        rollout.deployment(),
                        inNamespace(),
                        Shell.quote(
                                "[{\"op\":\"replace\",\"path\":\"/spec/template\",\"value\":"
                                        + rollout.template()
                                        + "}]"));
    }

    private String applyText(Manifest manifest, List<String> documents) {
        return "printf %%s %s | kubectl apply -f -%s"
                .formatted(
                        Shell.quote(String.join("\n---\n", documents)),
                        manifest.file().startsWith("0") ? "" : inNamespace());
    }

    /** Files with a leading 0 name their namespaces themselves. */
    private String apply(Manifest manifest) {
        return "kubectl apply -f "
                + manifest.file()
                + (manifest.file().startsWith("0") ? "" : inNamespace());
    }
}
