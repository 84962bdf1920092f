package dev.aoi.cluster.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-decoding of paths, where a plus sign is a plus sign. */
final class Paths {
    private Paths() {}

    static String decode(String path) {
        return path.indexOf('%') < 0
                ? path
                : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
