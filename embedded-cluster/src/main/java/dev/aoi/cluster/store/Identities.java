package dev.aoi.cluster.store;

import java.util.UUID;

/**
 * Uids and name suffixes as functions of the world's seed and the resource version at which they
 * are drawn: a refused request draws nothing, and a replay draws the same.
 */
final class Identities {
    /** No vowels and no look-alikes: the alphabet of Kubernetes' generated names. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX_LENGTH = 5;
    private static final int MAX_PREFIX = 58;

    private final long seed;

    Identities(long seed) {
        this.seed = seed;
    }

    /** A version 4 UUID. */
    String uid(long revision) {
        long high = mix(seed ^ mix(revision));
        long low = mix(high ^ mix(revision + 0x5DEECE66DL));
        return new UUID(
                        high & 0xFFFFFFFFFFFF0FFFL | 0x4000L,
                        low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L)
                .toString();
    }

    /** {@code prefix} with five random characters. */
    String generated(String prefix, long revision) {
        String base = prefix.length() > MAX_PREFIX ? prefix.substring(0, MAX_PREFIX) : prefix;
        return base + suffix(revision, prefix.hashCode());
    }

    /** Five random characters; {@code salt} tells apart what is drawn at the same revision. */
    String suffix(long revision, int salt) {
        long bits = bits(revision, salt) >>> 1;
        StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(ALPHABET.charAt((int) (bits % ALPHABET.length())));
            bits /= ALPHABET.length();
        }
        return suffix.toString();
    }

    /** 64 random bits. */
    long bits(long revision, int salt) {
        return mix(seed ^ mix(revision * 31 + salt));
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
