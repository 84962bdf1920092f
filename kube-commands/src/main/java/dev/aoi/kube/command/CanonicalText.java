package dev.aoi.kube.command;

import java.util.List;

/** Builds canonical command text: verb, what it is about, then flags in a fixed order. */
final class CanonicalText {

    private final StringBuilder text = new StringBuilder("kubectl");

    CanonicalText(String... verb) {
        for (String word : verb) {
            word(word);
        }
    }

    CanonicalText word(String word) {
        text.append(' ').append(Quoting.quote(word));
        return this;
    }

    CanonicalText objects(List<ObjectRef> objects) {
        objects.forEach(o -> word(o.text()));
        return this;
    }

    CanonicalText types(List<ResourceType> types) {
        return types.isEmpty()
                ? this
                : word(String.join(",", types.stream().map(ResourceType::plural).toList()));
    }

    CanonicalText namespace(NamespaceChoice namespace) {
        return switch (namespace) {
            case NamespaceChoice.Unstated _ -> this;
            case NamespaceChoice.One(String name) -> word("-n").word(name);
            case NamespaceChoice.All _ -> word("-A");
        };
    }

    CanonicalText selection(Selection selection) {
        return value("-l", selection.labels(), "")
                .value("--field-selector", selection.fields(), "");
    }

    /** Writes {@code flag value} unless the value is the one that leaving the flag out means. */
    CanonicalText value(String flag, Object value, Object absent) {
        if (value.equals(absent)) {
            return this;
        }
        String joiner = flag.startsWith("--") ? "=" : " ";
        text.append(' ').append(flag).append(joiner).append(Quoting.quote(value.toString()));
        return this;
    }

    CanonicalText flag(String flag, boolean present) {
        return present ? word(flag) : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
