package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory that a container may have. */
final class MemoryLimit {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)([a-zA-Z]*)");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "", 1L,
                    "k", 1_000L,
                    "M", 1_000_000L,
                    "G", 1_000_000_000L,
                    "T", 1_000_000_000_000L,
                    "Ki", 1L << 10,
                    "Mi", 1L << 20,
                    "Gi", 1L << 30,
                    "Ti", 1L << 40);

    private MemoryLimit() {}

    /** In bytes; empty when there is none. */
    static OptionalLong of(JsonNode container) {
        JsonNode limit = container.path("resources").path("limits").path("memory");
        Matcher m = FORM.matcher(limit.isNumber() ? limit.toString() : limit.asString(""));
        if (!m.matches() || !UNITS.containsKey(m.group(2))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                new BigDecimal(m.group(1))
                        .multiply(BigDecimal.valueOf(UNITS.get(m.group(2))))
                        .longValue());
    }
}
