package dev.aoi.standalone.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a stack may hold. */
public enum Component {
    BROKER,
    REGISTRY,
    CLUSTER,
    ENV,
    OBSERVER,
    PROBE,
    EXECUTOR,
    COMPRESSOR,
    TRAINER;

    /** The six services. */
    public static final List<Component> SERVICES =
            List.of(ENV, OBSERVER, PROBE, EXECUTOR, COMPRESSOR, TRAINER);

    /** Name on the command line and in stack.json. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The component of this name. */
    public static Optional<Component> named(String label) {
        return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }

    /** All names, as on the command line. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Component::label).toList();
    }
}
