package dev.aoi.standalone.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.folder.AoiFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

class SecretsFileTest {
    @TempDir Path folder;

    @Test
    void drawnOnceAndForTheOwnerOnly() throws IOException {
        Path file = folder.resolve("secrets.json");
        RoleSecrets first = SecretsFile.readOrCreate(file);
        assertThat(SecretsFile.readOrCreate(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Set.of(first.admin(), first.env(), first.probe(), first.executor()))
                .hasSize(4)
                .allMatch(secret -> secret.matches("[0-9a-f]{64}"));
        assertThat(first.toString()).doesNotContain(first.admin());
    }

    @Test
    void aBrokenFileIsNotReplaced() throws IOException {
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, "{");
        assertThatThrownBy(() -> SecretsFile.readOrCreate(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("The secrets in " + file + " cannot be read");
        assertThat(Files.readString(file)).isEqualTo("{");
    }

    @Test
    void theEnvironmentComesFirst() {
        AoiFolder data = new AoiFolder(folder);
        RoleSecrets secrets = SecretSource.of(Map.of("AOI_PROBE_SECRET", "given"), data);
        assertThat(secrets.probe()).isEqualTo("given");
        assertThat(secrets.env()).isEqualTo(SecretsFile.read(data.secrets()).orElseThrow().env());
    }

    @Test
    void nothingIsWrittenWhenTheEnvironmentHasAll() {
        AoiFolder data = new AoiFolder(folder);
        SecretSource.of(
                Map.of(
                        "AOI_CLUSTER_ADMIN_SECRET", "a",
                        "AOI_ENV_SECRET", "b",
                        "AOI_PROBE_SECRET", "c",
                        "AOI_EXECUTOR_SECRET", "d"),
                data);
        assertThat(data.secrets()).doesNotExist();
    }
}
