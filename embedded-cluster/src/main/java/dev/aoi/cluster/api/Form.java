package dev.aoi.cluster.api;

import java.util.Locale;

/** In which form objects are asked for. */
enum Form {
    OBJECT,
    TABLE,
    PARTIAL;

    /** The first form of an {@code Accept} header that is spoken here. */
    static Form of(String accept) {
        for (String range : accept.split(",")) {
            String form = range.strip().toLowerCase(Locale.ROOT);
            if (form.contains("as=table")) {
                return TABLE;
            }
            if (form.contains("as=partialobjectmetadata")) {
                return PARTIAL;
            }
            if (form.startsWith("application/json") || form.startsWith("*/*")) {
                return OBJECT;
            }
        }
        return OBJECT;
    }
}
