package dev.aoi.kube.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The verbs that look into containers: logs, exec. */
final class ContainerGrammar {

    private static final Set<Flag> LOGS =
            EnumSet.of(
                    Flag.NAMESPACE,
                    Flag.SELECTOR,
                    Flag.CONTAINER,
                    Flag.PREVIOUS,
                    Flag.TAIL,
                    Flag.SINCE,
                    Flag.ALL_CONTAINERS,
                    Flag.TIMESTAMPS,
                    Flag.PREFIX);
    private static final Set<Flag> EXEC = EnumSet.of(Flag.NAMESPACE, Flag.CONTAINER);

    private ContainerGrammar() {}

    static Logs logs(List<String> words) {
        Arguments a = Arguments.read("logs", words, LOGS);
        String labels =
                a.has(Flag.SELECTOR)
                        ? Names.selector("label selector", a.value(Flag.SELECTOR, ""))
                        : "";
        if (labels.isEmpty() == a.positional().isEmpty()) {
            throw new Rejection(
                    "kubectl logs needs a POD, TYPE/NAME or handle, or a label selector -l");
        }
        if (a.has(Flag.CONTAINER) && a.on(Flag.ALL_CONTAINERS)) {
            throw new Rejection("-c and --all-containers exclude each other");
        }
        return new Logs(
                labels.isEmpty() ? List.of(pod("logs", a.positional())) : List.of(),
                labels,
                a.namespace(),
                container(a),
                a.on(Flag.PREVIOUS),
                a.number(Flag.TAIL, Logs.ALL_LINES, Integer.MAX_VALUE, Logs.usualTail(labels)),
                a.has(Flag.SINCE) ? Durations.seconds(a.value(Flag.SINCE, "")) : 0,
                a.on(Flag.ALL_CONTAINERS),
                a.on(Flag.TIMESTAMPS),
                a.on(Flag.PREFIX));
    }

    static Exec exec(List<String> words) {
        Arguments a = Arguments.read("exec", words, EXEC);
        if (!Exec.READ_ONLY.contains(a.afterDashes())) {
            throw new Rejection(
                    "exec runs only, after --, one of: "
                            + String.join(
                                    " | ",
                                    Exec.READ_ONLY.stream()
                                            .map(argv -> String.join(" ", argv))
                                            .toList()));
        }
        return new Exec(
                List.of(pod("exec", a.positional())), a.namespace(), container(a), a.afterDashes());
    }

    private static String container(Arguments a) {
        return a.has(Flag.CONTAINER) ? Names.label("container", a.value(Flag.CONTAINER, "")) : "";
    }

    /** A bare word is a pod's name here; a second word would be kubectl's old container form. */
    private static ObjectRef pod(String verb, List<String> words) {
        boolean typeAndName =
                words.size() == 2 && ResourceType.byWord(words.getFirst()).isPresent();
        if (words.size() != 1 && !typeAndName) {
            throw new Rejection("kubectl " + verb + " takes one object; a container goes with -c");
        }
        String word = words.getFirst();
        ObjectRef ref =
                typeAndName
                        ? ObjectWords.one(verb, words)
                        : word.startsWith("@") || word.contains("/")
                                ? ObjectWords.reference(word)
                                : ObjectWords.typed(ResourceType.POD, word);
        if (ref instanceof ObjectRef.Named(ResourceType type, String name)
                && !ResourceType.WITH_PODS.contains(type)) {
            throw new Rejection(type.singular() + "/" + name + " has no pods to look into");
        }
        return ref;
    }
}
