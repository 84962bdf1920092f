package dev.aoi.cluster.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifiers that look random and depend on nothing but a text (image digests, container ids). */
public final class Digests {
    private Digests() {}

    /** The first {@code length} hex digits (at most 64) of the text's SHA-256. */
    public static String hex(String text, int length) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, length);
    }

    /** A seed for pseudo-random numbers. */
    public static long seed(String text) {
        return java.nio.ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
