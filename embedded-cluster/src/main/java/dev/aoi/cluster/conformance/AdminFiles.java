package dev.aoi.cluster.conformance;

import dev.aoi.cluster.host.Kubeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The administrator's kubeconfig as cluster installers write it: with its keys in files beside it.
 */
final class AdminFiles {
    private AdminFiles() {}

    /** Writes {@code admin.kubeconfig} and {@code pki/}. */
    static Path write(Kubeconfig admin, Path folder) throws IOException {
        if (!(admin.login() instanceof Kubeconfig.Certificate login)) {
            throw new IllegalArgumentException("The administrator has no certificate");
        }
        Path pki = Files.createDirectories(folder.resolve("pki"));
        Files.writeString(pki.resolve("ca.crt"), admin.caPem());
        Files.writeString(pki.resolve("admin.crt"), login.certificatePem());
        Path key =
                Files.createFile(
                        pki.resolve("admin.key"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, login.keyPem());
        return Files.writeString(
                folder.resolve("admin.kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: %1$s
                  cluster:
                    certificate-authority: pki/ca.crt
                    server: %2$s
                contexts:
                - name: %3$s@%1$s
                  context:
                    cluster: %1$s
                    user: %3$s
                current-context: %3$s@%1$s
                users:
                - name: %3$s
                  user:
                    client-certificate: pki/admin.crt
                    client-key: pki/admin.key
                """
                        .formatted(admin.cluster(), admin.server(), admin.user()));
    }
}
