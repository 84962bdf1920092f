package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of a world's service accounts: JSON Web Tokens (RFC 7519) with the claims of a real
 * cluster, signed (HS256) by a key that follows from the world's seed and name, so that two runs of
 * the same requests get the same tokens. Times are the world's.
 */
public final class ServiceAccountTokens {
    /** Who issues and accepts them. */
    static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String CLAIMS = "kubernetes.io";

    private ServiceAccountTokens() {}

    /**
     * A token of an account.
     *
     * @param account the stored ServiceAccount
     * @param audiences for whom it is meant; empty for the API server
     */
    public static String issue(
            World world, ObjectNode account, List<String> audiences, Duration lifetime) {
        Instant now = world.now();
        String namespace = ObjectMeta.namespace(account);
        String name = ObjectMeta.name(account);
        String uid = ObjectMeta.uid(account);
        ObjectNode claims = JsonText.object();
        (audiences.isEmpty() ? List.of(ISSUER) : audiences).forEach(claims.putArray("aud")::add);
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("iat", now.getEpochSecond()).put("iss", ISSUER);
        String drawn = world.seed() + "/" + uid + "/" + now;
        claims.put(
                "jti", UUID.nameUUIDFromBytes(drawn.getBytes(StandardCharsets.UTF_8)).toString());
        ObjectNode own = claims.putObject(CLAIMS).put("namespace", namespace);
        own.putObject("serviceaccount").put("name", name).put("uid", uid);
        claims.put("nbf", now.getEpochSecond());
        claims.put("sub", Caller.SERVICE_ACCOUNT + namespace + ":" + name);
        ObjectNode header = JsonText.object().put("alg", "HS256").put("kid", keyId(world));
        String signed = encode(header) + "." + encode(claims);
        return signed + "." + signature(world, signed);
    }

    /** The account that a token proves; empty when it is no token of this world, or over. */
    public static Optional<Caller> verify(World world, String token) {
        int end = token.lastIndexOf('.');
        int middle = token.indexOf('.');
        if (middle < 0 || middle == end) {
            return Optional.empty();
        }
        String expected = signature(world, token.substring(0, end));
        if (!MessageDigest.isEqual(bytes(expected), bytes(token.substring(end + 1)))) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.substring(middle + 1, end));
            return account(world, JsonText.read(json));
        } catch (IllegalArgumentException | ApiException e) {
            return Optional.empty();
        }
    }

    private static Optional<Caller> account(World world, JsonNode claims) {
        JsonNode own = claims.path(CLAIMS);
        String namespace = own.path("namespace").asString("");
        String name = own.path("serviceaccount").path("name").asString("");
        String uid = own.path("serviceaccount").path("uid").asString("");
        boolean meant =
                claims.path("aud").valueStream().anyMatch(a -> a.asString("").equals(ISSUER));
        return world.locked(
                () -> {
                    boolean over = world.now().getEpochSecond() > claims.path("exp").asLong(0);
                    return over || !meant
                            ? Optional.<Caller>empty()
                            : world.store()
                                    .get(
                                            new ObjectKey(
                                                    ResourceKinds.SERVICE_ACCOUNT, namespace, name))
                                    .filter(found -> ObjectMeta.uid(found).equals(uid))
                                    .map(
                                            found ->
                                                    Caller.serviceAccount(
                                                            namespace,
                                                            name,
                                                            uid,
                                                            credential(claims)));
                });
    }

    private static Map<String, List<String>> credential(JsonNode claims) {
        return Map.of(Caller.CREDENTIAL, List.of("JTI=" + claims.path("jti").asString("")));
    }

    private static String keyId(World world) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key(world), "key id"));
    }

    private static String signature(World world, String signed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key(world), signed));
    }

    private static byte[] key(World world) {
        return mac(bytes(HexFormat.of().toHexDigits(world.seed())), "tokens of " + world.name());
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot compute " + ALGORITHM, e);
        }
    }

    private static String encode(ObjectNode json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
