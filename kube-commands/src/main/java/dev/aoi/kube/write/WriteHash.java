package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The fingerprint to which a person's approval is bound. */
final class WriteHash {

    private WriteHash() {}

    static String of(
            String command,
            String patchType,
            String patchJson,
            UndoPatch undo,
            String uid,
            String resourceVersion) {
        // A JSON list keeps the parts apart: no two different writes have the same text.
        String text =
                ApiSession.JSON.writeValueAsString(
                        List.of(
                                command,
                                patchType,
                                patchJson,
                                undo.kind(),
                                undo.namespace(),
                                undo.name(),
                                undo.patchType(),
                                undo.patchJson(),
                                uid,
                                resourceVersion));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
