package dev.aoi.cluster.host;

import dev.aoi.cluster.api.Caller;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate authority of one host, kept in {@code tls/} of its data folder, and the
 * certificate that the host shows: for 127.0.0.1, ::1 and localhost, made anew at each start.
 *
 * <p>Invariant: the key is readable by its owner only from its first byte on, and made once, so
 * that a kubeconfig of an earlier start is still good.
 */
public final class OwnAuthority {
    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final X500Name NAME = new X500Name("CN=aoi-cluster-ca");
    private static final int LINE = 64;
    private static final int CLIENT_KEY_BITS = 2048;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private OwnAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Where a host with this data folder keeps the certificate that its clients trust, in PEM. */
    public static Path certificateFile(Path dataDir) {
        return dataDir.resolve("tls").resolve("ca.crt");
    }

    /**
     * The authority of a data folder; made when there is none.
     *
     * @throws IOException when it cannot be read or written
     */
    static OwnAuthority open(Path dataDir) throws IOException {
        Path certificateFile = certificateFile(dataDir);
        Path keyFile = certificateFile.resolveSibling("ca.key");
        try {
            if (Files.exists(certificateFile)) {
                return new OwnAuthority(readKey(keyFile), readCertificate(certificateFile));
            }
            OwnAuthority made = make();
            Files.createDirectories(certificateFile.getParent());
            writeForOwner(keyFile, pem("PRIVATE KEY", made.key.getEncoded()));
            // Last, and at once: where there is a certificate there is a whole key.
            Path draft = certificateFile.resolveSibling("ca.crt.new");
            Files.writeString(draft, made.pem());
            Files.move(draft, certificateFile);
            return made;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "The certificate authority in %s cannot be used (%s): remove that folder, a new one is made"
                            .formatted(certificateFile.getParent(), e.getMessage()),
                    e);
        }
    }

    /** Its certificate in PEM. */
    String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate without an encoding", e);
        }
    }

    /** The host's side of TLS; client certificates of this authority are accepted. */
    SSLContext serverContext() throws IOException {
        try {
            KeyPair pair = keyPair();
            X509v3CertificateBuilder builder =
                    builder(new X500Name("CN=aoi-cluster"), pair.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                                new GeneralName(GeneralName.iPAddress, "::1")
                            }));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            X509Certificate own = sign(builder, key);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            char[] none = new char[0];
            keys.setKeyEntry("host", pair.getPrivate(), none, new Certificate[] {own, certificate});
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    managers.getKeyManagers(), HostTrust.managers(pem()).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("The host's certificate cannot be made: " + e.getMessage(), e);
        }
    }

    /** A certificate of a cluster's administrator that is good for one world. */
    Kubeconfig.Certificate administrator(String world) {
        try {
            // RSA, as every client reads such keys without being told.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(CLIENT_KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            X500Name subject =
                    new X500NameBuilder()
                            .addRDN(BCStyle.OU, world)
                            .addRDN(BCStyle.O, Caller.MASTERS)
                            .addRDN(BCStyle.CN, Caller.ADMINISTRATOR)
                            .build();
            X509v3CertificateBuilder builder = builder(subject, pair.getPublic());
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return new Kubeconfig.Certificate(
                    pem("CERTIFICATE", sign(builder, key).getEncoded()),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("A client's certificate cannot be made", e);
        }
    }

    /**
     * Whom a client's certificate proves.
     *
     * @param world the one world that it is for; empty when it names none
     * @param caller its holder
     */
    record Holder(String world, Caller caller) {}

    /** The holder of a client's certificate, which this authority signed: TLS has seen to that. */
    static Holder holder(X509Certificate certificate) {
        X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            Caller caller =
                    Caller.authenticated(
                            values(subject, BCStyle.CN).getFirst(),
                            "",
                            values(subject, BCStyle.O),
                            Map.of(
                                    Caller.CREDENTIAL,
                                    List.of("X509SHA256=" + HexFormat.of().formatHex(digest))));
            return new Holder(values(subject, BCStyle.OU).stream().findFirst().orElse(""), caller);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate cannot be digested", e);
        }
    }

    private static List<String> values(X500Name name, ASN1ObjectIdentifier type) {
        return Arrays.stream(name.getRDNs(type))
                .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
                .toList();
    }

    private static OwnAuthority make()
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder builder = builder(NAME, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new OwnAuthority(pair.getPrivate(), sign(builder, pair.getPrivate()));
    }

    private static X509v3CertificateBuilder builder(X500Name subject, PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(Long.SIZE, new SecureRandom()),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(LIFETIME)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by)));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private static X509Certificate readCertificate(Path file)
            throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static String pem(String label, byte[] der) {
        byte[] lineFeed = {'\n'};
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder(LINE, lineFeed).encodeToString(der), label);
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        owner)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
