package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;

/**
 * {@code pod-template-hash}: 32-bit FNV-1a of a template, its decimal digits written in the
 * alphabet of generated names. The real hash is over a Go dump of the template, so values differ
 * from a real server's; their form is the same.
 */
final class TemplateHash {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private TemplateHash() {}

    static String of(JsonNode template, int collisions) {
        int hash = 0x811c9dc5;
        String text = template + (collisions > 0 ? "#" + collisions : "");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        StringBuilder encoded = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            encoded.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return encoded.toString();
    }
}
