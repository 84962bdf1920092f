package dev.aoi.kube.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The verbs that list objects or print named ones: get, describe, events. */
final class ListingGrammar {

    private static final Set<Flag> GET =
            EnumSet.of(
                    Flag.NAMESPACE,
                    Flag.ALL_NAMESPACES,
                    Flag.SELECTOR,
                    Flag.FIELD_SELECTOR,
                    Flag.OUTPUT,
                    Flag.SORT_BY,
                    Flag.SHOW_LABELS,
                    Flag.NO_HEADERS);
    private static final Set<Flag> DESCRIBE =
            EnumSet.of(Flag.NAMESPACE, Flag.ALL_NAMESPACES, Flag.SELECTOR);
    private static final Set<Flag> EVENTS =
            EnumSet.of(Flag.NAMESPACE, Flag.ALL_NAMESPACES, Flag.FOR, Flag.TYPES);

    private ListingGrammar() {}

    static Get get(List<String> words) {
        Arguments a = Arguments.read("get", words, GET);
        ObjectWords what = ObjectWords.read("get", a.positional());
        String output = a.value(Flag.OUTPUT, OutputFormat.TABLE.word());
        return new Get(
                what.types(),
                what.objects(),
                namespace(a, what),
                selection(a, what),
                a.has(Flag.OUTPUT) ? output(output) : OutputFormat.TABLE,
                a.has(Flag.SORT_BY) ? Names.path(a.value(Flag.SORT_BY, "")) : "",
                a.on(Flag.SHOW_LABELS),
                a.on(Flag.NO_HEADERS));
    }

    static Describe describe(List<String> words) {
        Arguments a = Arguments.read("describe", words, DESCRIBE);
        ObjectWords what = ObjectWords.read("describe", a.positional());
        return new Describe(what.types(), what.objects(), namespace(a, what), selection(a, what));
    }

    static Events events(List<String> words) {
        Arguments a = Arguments.read("events", words, EVENTS);
        if (!a.positional().isEmpty()) {
            throw new Rejection("kubectl events takes an object with --for TYPE/NAME only");
        }
        List<ObjectRef> about =
                a.has(Flag.FOR) ? List.of(ObjectWords.reference(a.value(Flag.FOR, ""))) : List.of();
        return new Events(about, a.namespace(), eventTypes(a));
    }

    private static List<String> eventTypes(Arguments a) {
        if (!a.has(Flag.TYPES)) {
            return List.of();
        }
        List<String> types = List.of(a.value(Flag.TYPES, "").split(",", -1));
        for (String type : types) {
            if (!type.equals("Normal") && !type.equals("Warning")) {
                throw new Rejection("--types takes Normal and Warning, not '" + type + "'");
            }
        }
        return types;
    }

    private static NamespaceChoice namespace(Arguments a, ObjectWords what) {
        NamespaceChoice namespace = a.namespace();
        if (namespace instanceof NamespaceChoice.All && !what.objects().isEmpty()) {
            throw new Rejection(
                    "a resource cannot be retrieved by name across all namespaces; leave -A out");
        }
        return namespace;
    }

    private static Selection selection(Arguments a, ObjectWords what) {
        Selection selection =
                new Selection(
                        selector(a, Flag.SELECTOR, "label selector"),
                        selector(a, Flag.FIELD_SELECTOR, "field selector"));
        if (!selection.isNone() && !what.objects().isEmpty()) {
            throw new Rejection("name cannot be provided when a selector is specified");
        }
        return selection;
    }

    private static String selector(Arguments a, Flag flag, String what) {
        return a.has(flag) ? Names.selector(what, a.value(flag, "")) : "";
    }

    private static OutputFormat output(String word) {
        return OutputFormat.byWord(word)
                .orElseThrow(
                        () ->
                                new Rejection(
                                        "-o takes wide, yaml, json or name, not '" + word + "'"));
    }
}
