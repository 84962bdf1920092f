package dev.aoi.cluster.telemetry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as numbers. */
final class Amounts {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)([a-zA-Z]*)");
    private static final Map<String, Double> UNITS =
            Map.of(
                    "",
                    1.0,
                    "m",
                    0.001,
                    "k",
                    1e3,
                    "M",
                    1e6,
                    "G",
                    1e9,
                    "Ki",
                    1024.0,
                    "Mi",
                    1048576.0,
                    "Gi",
                    1073741824.0);

    private Amounts() {}

    /** 0 for what is no quantity. */
    static double parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches()
                ? Double.parseDouble(m.group(1)) * UNITS.getOrDefault(m.group(2), 1.0)
                : 0;
    }
}
