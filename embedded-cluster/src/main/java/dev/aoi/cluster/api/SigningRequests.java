package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * CertificateSigningRequests: who asks is written into them, and what is approved is signed at once
 * when it is for one of the server's own signers.
 *
 * <p>The signing key is the same in every world, so that a replayed world issues the same bytes;
 * nothing trusts what it signs.
 */
final class SigningRequests {
    private static final X500Name ISSUER = new X500Name("CN=kubernetes-ca");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int KEY_BITS = 2048;
    private static final int LINE = 64;

    private SigningRequests() {}

    private static final class Key {
        private static final PrivateKey ONLY = make();

        private static PrivateKey make() {
            try {
                SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
                random.setSeed("certificates of all worlds".getBytes(StandardCharsets.UTF_8));
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(KEY_BITS, random);
                return generator.generateKeyPair().getPrivate();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform makes RSA keys", e);
            }
        }
    }

    /** Writes who asks into a new request. */
    static void requested(ObjectNode request, String user) {
        ObjectNode spec = request.withObject("/spec");
        spec.put("username", user);
        ArrayNode groups = spec.putArray("groups");
        if (user.equals(Caller.ADMINISTRATOR)) {
            groups.add(Caller.MASTERS);
        }
        groups.add("system:authenticated");
        request.remove("status");
    }

    /** The {@code approval} sub-resource: its conditions, and what follows from them. */
    static ObjectNode decide(
            ObjectStore store, ResourceRequest request, ObjectNode wanted, boolean dryRun) {
        ObjectKey key =
                ObjectKey.clusterScoped(ResourceKinds.CERTIFICATE_SIGNING_REQUEST, request.name());
        ObjectNode object =
                store.get(key)
                        .orElseThrow(() -> ApiException.notFound(key.kind(), key.name()))
                        .deepCopy();
        JsonNode version = wanted.path("metadata").path("resourceVersion");
        if (version.isString()) {
            object.withObject("/metadata").set("resourceVersion", version);
        }
        ObjectNode status = object.withObject("/status");
        ArrayNode conditions = status.putArray("conditions");
        boolean approved = false;
        for (JsonNode condition : wanted.at("/status/conditions")) {
            ObjectNode copy = (ObjectNode) condition.deepCopy();
            if (!copy.has("lastTransitionTime")) {
                copy.put("lastTransitionTime", store.timestamp());
            }
            conditions.add(copy);
            approved |= copy.path("type").asString("").equals("Approved");
        }
        boolean ours = object.at("/spec/signerName").asString("").startsWith("kubernetes.io/");
        if (approved && ours && !status.has("certificate")) {
            status.put("certificate", certificate(object, Instant.parse(store.timestamp())));
        }
        return store.updateStatus(key.kind(), object, dryRun);
    }

    /** The certificate of a request as objects carry it: PEM in base 64. */
    private static String certificate(ObjectNode object, Instant now) {
        try {
            String pem =
                    new String(
                            Base64.getDecoder().decode(object.at("/spec/request").asString("")),
                            StandardCharsets.UTF_8);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PKCS10CertificationRequest asked = new PKCS10CertificationRequest(der);
            long seconds = object.at("/spec/expirationSeconds").asLong(YEAR.toSeconds());
            BigInteger serial =
                    new BigInteger(object.at("/metadata/uid").asString("0").replace("-", ""), 16);
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                            ISSUER,
                            serial,
                            Date.from(now.minusSeconds(300)),
                            Date.from(now.plusSeconds(seconds)),
                            asked.getSubject(),
                            asked.getSubjectPublicKeyInfo());
            byte[] signed =
                    builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(Key.ONLY))
                            .getEncoded();
            String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(signed);
            String text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException | OperatorCreationException e) {
            throw ApiException.badRequest("the request cannot be signed: " + e.getMessage());
        }
    }
}
