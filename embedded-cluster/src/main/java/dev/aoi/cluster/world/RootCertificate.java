package dev.aoi.cluster.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a world publishes in {@code kube-root-ca.crt}: the certificate of a recorded authority. */
public final class RootCertificate {
    /** The certificate, PEM. */
    public static final String PEM = read();

    private RootCertificate() {}

    private static String read() {
        try (InputStream in = RootCertificate.class.getResourceAsStream("root-ca.crt")) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource root-ca.crt is missing beside " + RootCertificate.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
