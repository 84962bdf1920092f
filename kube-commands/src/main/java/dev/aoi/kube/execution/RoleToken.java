package dev.aoi.kube.execution;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bearer token of a role for one embedded world: {@code role.MAC}, where MAC is the unpadded
 * base64url form of HMAC-SHA256 over {@code aoi-world:} and the world's name, keyed with the role's
 * own secret. Whoever knows a role's secret can speak as that role only.
 */
public final class RoleToken {

    private static final String ALGORITHM = "HmacSHA256";

    private RoleToken() {}

    /** Derives the token. */
    public static String of(String role, String secret, String world) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] tag = mac.doFinal(("aoi-world:" + world).getBytes(StandardCharsets.UTF_8));
            return role + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
