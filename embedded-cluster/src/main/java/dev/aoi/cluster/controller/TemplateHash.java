package dev.aoi.cluster.controller;

import dev.aoi.cluster.podtemplate.TemplateDump;
import dev.aoi.cluster.podtemplate.TemplateJson;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;

/**
 * The hashes that Kubernetes 1.36 gives pod templates, for names and labels of what controllers
 * make of them.
 *
 * <p>A template is as the API server stores it, with its defaults, and without the labels that
 * controllers add. Both hashes have 32 bits; their decimal digits are written in the alphabet of
 * generated names.
 */
final class TemplateHash {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private TemplateHash() {}

    /**
     * {@code pod-template-hash} of a Deployment's pods and {@code controller-revision-hash} of a
     * DaemonSet's: FNV-1a of a dump of the template as the Go value it is there.
     *
     * @param collisions {@code collisionCount} of the status; 0 if it has none
     */
    static String of(JsonNode template, int collisions) {
        int hash = OFFSET;
        for (byte b : TemplateDump.of(template).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        if (collisions != 0) {
            // 8 bytes, the lowest first; the count takes 4 of them.
            for (int i = 0; i < Long.BYTES; i++) {
                int b = i < Integer.BYTES ? collisions >>> Byte.SIZE * i & 0xff : 0;
                hash = (hash ^ b) * PRIME;
            }
        }
        return encode(hash);
    }

    /**
     * The hash that ends the name of a StatefulSet's {@code ControllerRevision}, which is the
     * {@code controller-revision-hash} of its pods: FNV-1 of the patch that the revision holds.
     *
     * @param collisions {@code collisionCount} of the status, 0 at first
     */
    static String ofRevision(JsonNode template, int collisions) {
        int hash = OFFSET;
        String text = TemplateJson.patch(template) + collisions;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = hash * PRIME ^ b & 0xff;
        }
        return encode(hash);
    }

    private static String encode(int hash) {
        StringBuilder encoded = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            encoded.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return encoded.toString();
    }
}
