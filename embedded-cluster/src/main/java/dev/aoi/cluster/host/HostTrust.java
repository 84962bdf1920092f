package dev.aoi.cluster.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client of a host trusts: the certificates of the host's own authority, nobody else's. */
public final class HostTrust {
    private HostTrust() {}

    /**
     * A client's side of TLS.
     *
     * @param caPem certificates in PEM; empty for what the JVM trusts anyway
     * @throws IllegalArgumentException when it holds no certificate
     */
    public static SSLContext of(String caPem) {
        try {
            if (caPem.isBlank()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(caPem).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The certificate authority cannot be read: " + e.getMessage(), e);
        }
    }

    static TrustManagerFactory managers(String caPem) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        byte[] bytes = caPem.getBytes(StandardCharsets.UTF_8);
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes))) {
            trusted.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("it holds no certificate");
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
