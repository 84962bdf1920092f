package dev.aoi.cluster.host;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bearer token of a role for one world: {@code role.signature}, where the signature is the
 * HMAC-SHA256 of {@code aoi-world:<world>} under the role's secret, base64url without padding.
 * Whoever holds a role's secret can make the token of any world; nobody needs to be told it.
 */
public final class RoleToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String MESSAGE_PREFIX = "aoi-world:";

    private RoleToken() {}

    /**
     * The token of a role for a world.
     *
     * @param role e.g. {@code probe}
     * @param secret the role's secret; not empty
     */
    public static String of(String role, String secret, String world) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] signature =
                    mac.doFinal((MESSAGE_PREFIX + world).getBytes(StandardCharsets.UTF_8));
            return role + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot compute " + ALGORITHM, e);
        }
    }

    /** The role that a token proves for a world; empty when it proves none. */
    static Optional<String> verify(String token, String world, Map<String, String> secrets) {
        int dot = token.indexOf('.');
        String role = dot < 0 ? "" : token.substring(0, dot);
        return Optional.ofNullable(secrets.get(role))
                .filter(secret -> same(token, of(role, secret, world)))
                .map(secret -> role);
    }

    /** Compares secrets in constant time. */
    static boolean same(String given, String expected) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
