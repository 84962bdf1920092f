package dev.aoi.kube.command;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The verbs that change one object's fields: patch, scale. */
final class ChangeGrammar {

    private static final Set<Flag> PATCH = EnumSet.of(Flag.NAMESPACE, Flag.TYPE, Flag.PATCH);
    private static final Set<Flag> SCALE =
            EnumSet.of(Flag.NAMESPACE, Flag.REPLICAS, Flag.CURRENT_REPLICAS);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ChangeGrammar() {}

    static Patch patch(List<String> words) {
        Arguments a = Arguments.read("patch", words, PATCH);
        ObjectRef target = ObjectWords.one("patch", a.positional());
        of("patch", target, Patch.PATCHABLE);
        String word = a.value(Flag.TYPE, PatchType.STRATEGIC.word());
        PatchType type =
                PatchType.byWord(word)
                        .orElseThrow(
                                () ->
                                        new Rejection(
                                                "--type takes json, merge or strategic, not '"
                                                        + word
                                                        + "'"));
        if (!a.has(Flag.PATCH)) {
            throw new Rejection("kubectl patch needs the patch as JSON: -p '{...}'");
        }
        return new Patch(List.of(target), a.namespace(), type, body(type, a.value(Flag.PATCH, "")));
    }

    static Scale scale(List<String> words) {
        Arguments a = Arguments.read("scale", words, SCALE);
        ObjectRef target = ObjectWords.one("scale", a.positional());
        of("scale", target, Scale.SCALABLE);
        if (!a.has(Flag.REPLICAS)) {
            throw new Rejection("kubectl scale needs --replicas=COUNT");
        }
        return new Scale(
                List.of(target),
                a.namespace(),
                (int) a.number(Flag.REPLICAS, 0, 1000, 0),
                (int) a.number(Flag.CURRENT_REPLICAS, Scale.ANY, 1000, Scale.ANY));
    }

    /** Rejects a target of another type; that of a bare handle is known only when resolved. */
    static void of(String verb, ObjectRef target, Set<ResourceType> types) {
        ResourceType type =
                switch (target) {
                    case ObjectRef.Named(ResourceType t, var _) -> t;
                    case ObjectRef.TypedHandle(ResourceType t, var _) -> t;
                    case ObjectRef.ByHandle _ -> types.iterator().next();
                };
        if (!types.contains(type)) {
            throw new Rejection(
                    "kubectl "
                            + verb
                            + " is allowed for "
                            + types.stream().map(ResourceType::singular).sorted().toList()
                            + ", not for "
                            + type.singular());
        }
    }

    private static String body(PatchType type, String text) {
        JsonNode patch;
        try {
            patch = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new Rejection("the patch is not JSON: " + e.getOriginalMessage());
        }
        boolean fits = type == PatchType.JSON ? patch.isArray() : patch.isObject();
        if (!fits || patch.isEmpty()) {
            throw new Rejection(
                    "a "
                            + type.word()
                            + " patch is "
                            + (type == PatchType.JSON ? "an array of operations" : "an object")
                            + ", not '"
                            + text
                            + "'");
        }
        return JSON.writeValueAsString(patch);
    }
}
