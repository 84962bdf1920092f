package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.aoi.cluster.world.WorldSpec;
import dev.aoi.cluster.world.WriteRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class WorldLogTest {
    private static final Instant T = Instant.parse("2025-06-01T00:00:00.020Z");
    private static final WriteRequest WRITE =
            new WriteRequest(
                    "env", "create", "/api/v1/namespaces?x=ä", "application/json", "{\"a\":1}\n");

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = sample();
        LogReader log = LogReader.read(file);
        assertThat(log.records()).hasSize(4);
        assertThat(log.records().get(0).isCreation()).isTrue();
        assertThat(log.records().get(1).request()).isEqualTo(WRITE);
        assertThat(log.records().get(1).at()).isEqualTo(T);
        assertThat(log.records().get(3).isClock()).isTrue();
        assertThat(log.records().get(3).at()).isEqualTo(T.plusSeconds(3));
        assertThat(log.length()).isEqualTo(Files.size(file));
    }

    @Test
    void clocksInARowTakeOnePlace() throws IOException {
        Path file = folder.resolve("w.world");
        try (WorldLog log = new WorldLog(file, 0)) {
            log.created("w", WorldSpec.of(1));
            log.clock(T);
            long size = Files.size(file);
            for (int i = 1; i < 1000; i++) {
                log.clock(T.plusMillis(i * 20L));
            }
            assertThat(Files.size(file)).isEqualTo(size);
        }
        assertThat(LogReader.read(file).records().getLast().at()).isEqualTo(T.plusMillis(19980));
    }

    @Test
    void aRecordTornAtAnyByteIsLeftOut() throws IOException {
        byte[] whole = Files.readAllBytes(sample());
        Path torn = folder.resolve("torn.world");
        int records = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(torn, java.util.Arrays.copyOf(whole, length));
            LogReader log = LogReader.read(torn);
            boolean ends = length > 0 && whole[length - 1] == '\n';
            records += ends ? 1 : 0;
            assertThat(log.records()).as("%d bytes", length).hasSize(records);
            assertThat(log.length()).isLessThanOrEqualTo(length);
        }
    }

    @Test
    void damageBeforeTheEndIsAnError() throws IOException {
        Path file = sample();
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
        assertThatIOException()
                .isThrownBy(() -> LogReader.read(file))
                .withMessageContaining("damaged at byte 0");
    }

    @Test
    void tokensAreOfARoleAndAWorld() {
        String token = RoleToken.of("probe", "s3cret", "w1");
        assertThat(token).matches("probe\\.[A-Za-z0-9_-]{43}");
        var secrets = java.util.Map.of("probe", "s3cret", "env", "other");
        assertThat(RoleToken.verify(token, "w1", secrets)).contains("probe");
        assertThat(RoleToken.verify(token, "w2", secrets)).isEmpty();
        assertThat(RoleToken.verify("env" + token.substring(5), "w1", secrets)).isEmpty();
        assertThat(RoleToken.verify("", "w1", secrets)).isEmpty();
        assertThat(RoleToken.verify("nobody.x", "w1", secrets)).isEmpty();
    }

    private Path sample() throws IOException {
        Path file = folder.resolve("w.world");
        try (WorldLog log = new WorldLog(file, 0)) {
            log.created("w", WorldSpec.of(42));
            log.write(T, WRITE);
            log.write(T.plusSeconds(1), WRITE);
            log.clock(T.plusSeconds(2));
            log.clock(T.plusSeconds(3));
        }
        return file;
    }
}
