package dev.aoi.cluster.process.shell;

import java.util.Locale;

/** Sizes as tools read and write them. */
final class Sizes {
    private Sizes() {}

    /** {@code 4}, {@code 4k}, {@code 4M}; 0 for what is no size. */
    static long parse(String text) {
        if (!text.matches("\\d{1,12}[kKmMgG]?B?")) {
            return 0;
        }
        String bare = text.endsWith("B") ? text.substring(0, text.length() - 1) : text;
        char unit = Character.toLowerCase(bare.charAt(bare.length() - 1));
        int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
        String digits = shift == 0 ? bare : bare.substring(0, bare.length() - 1);
        return Long.parseLong(digits) << shift;
    }

    /** {@code 1.0MB}. */
    static String decimal(long bytes) {
        return bytes >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.1fGB", bytes / 1e9)
                : bytes >= 1_000_000
                        ? String.format(Locale.ROOT, "%.1fMB", bytes / 1e6)
                        : bytes >= 1000
                                ? String.format(Locale.ROOT, "%.1fKB", bytes / 1e3)
                                : bytes + "B";
    }

    /** {@code 1.0G} in powers of 1024. */
    static String binary(long bytes) {
        String units = "BKMGT";
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f%s", value, units.charAt(unit));
    }
}
