package dev.aoi.kube.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the positional words that say what a command is about: {@code pods}, {@code pods,svc},
 * {@code all}, {@code pod NAME...}, {@code pod/NAME...}, {@code @p3...} or {@code pod @p3}.
 *
 * @param types types without names; empty when objects are named
 * @param objects named objects; empty when types are listed
 */
record ObjectWords(List<ResourceType> types, List<ObjectRef> objects) {

    private static final Pattern HANDLE = Pattern.compile("@[a-z][1-9][0-9]{0,5}");

    /** What {@code all} stands for, in kubectl's order. */
    private static final List<ResourceType> ALL =
            List.of(
                    ResourceType.POD,
                    ResourceType.SERVICE,
                    ResourceType.DAEMON_SET,
                    ResourceType.DEPLOYMENT,
                    ResourceType.REPLICA_SET,
                    ResourceType.STATEFUL_SET,
                    ResourceType.HORIZONTAL_POD_AUTOSCALER,
                    ResourceType.CRON_JOB,
                    ResourceType.JOB);

    static ObjectWords read(String verb, List<String> words) {
        if (words.isEmpty()) {
            throw new Rejection(
                    "kubectl " + verb + " needs a resource type, TYPE/NAME or a handle");
        }
        String first = words.getFirst();
        if (first.startsWith("@") || first.contains("/")) {
            return new ObjectWords(List.of(), words.stream().map(ObjectWords::reference).toList());
        }
        List<ResourceType> types = types(first);
        List<String> names = words.subList(1, words.size());
        if (names.isEmpty()) {
            return new ObjectWords(types, List.of());
        }
        if (types.size() != 1) {
            throw new Rejection("'" + first + "' is several types; name objects as TYPE/NAME");
        }
        List<ObjectRef> refs = new ArrayList<>();
        names.forEach(n -> refs.add(typed(types.getFirst(), n)));
        return new ObjectWords(List.of(), List.copyOf(refs));
    }

    /**
     * One object: {@code TYPE/NAME}, {@code TYPE NAME}, {@code TYPE @handle} or {@code @handle}.
     */
    static ObjectRef one(String verb, List<String> words) {
        ObjectWords all = read(verb, words);
        if (all.objects.size() != 1) {
            throw new Rejection(
                    "kubectl "
                            + verb
                            + " works on exactly one object (TYPE/NAME or a handle), got '"
                            + String.join(" ", words)
                            + "'");
        }
        return all.objects.getFirst();
    }

    /** One {@code TYPE/NAME}, {@code TYPE/@handle} or {@code @handle}. */
    static ObjectRef reference(String word) {
        if (word.startsWith("@")) {
            return new ObjectRef.ByHandle(handle(word));
        }
        int slash = word.indexOf('/');
        if (slash < 0) {
            throw new Rejection("'" + word + "' is neither TYPE/NAME nor a handle such as @p3");
        }
        return typed(type(word.substring(0, slash)), word.substring(slash + 1));
    }

    static ObjectRef typed(ResourceType type, String name) {
        return name.startsWith("@")
                ? new ObjectRef.TypedHandle(type, handle(name))
                : new ObjectRef.Named(type, Names.object(name));
    }

    private static String handle(String word) {
        if (!HANDLE.matcher(word).matches()) {
            throw new Rejection("'" + word + "' is not a handle; handles look like @p3");
        }
        return word;
    }

    private static List<ResourceType> types(String word) {
        return word.equals("all")
                ? ALL
                : Arrays.stream(word.split(",", -1)).map(ObjectWords::type).distinct().toList();
    }

    private static ResourceType type(String word) {
        return ResourceType.byWord(word)
                .orElseThrow(
                        () ->
                                new Rejection(
                                        "error: the server doesn't have a resource type \""
                                                + word
                                                + "\""));
    }
}
