package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

final class MetricLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    @TempDir Path folder;

    private static SequencedMap<String, Double> metrics(double loss, double kl) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss);
        metrics.put("kl", kl);
        return metrics;
    }

    @Test
    void stepsAreLinesOfJson() throws IOException {
        Path file = folder.resolve("logs/metrics.jsonl");
        JsonLinesLog log = new JsonLinesLog(file);

        log.log(1, metrics(0.5, 0.25));
        log.log(2, metrics(0.125, Double.NaN));

        assertThat(file)
                .hasContent(
                        """
                        {"step":1,"loss":0.5,"kl":0.25}
                        {"step":2,"loss":0.125,"kl":null}
                        """);
    }

    @Test
    void stepsAreEventsOfTensorBoard() throws IOException {
        try (TensorBoardLog log = new TensorBoardLog(folder, CLOCK)) {
            log.log(1, metrics(0.5, 0.25));
            log.log(300, metrics(0.125, 2));
        }

        List<Map<String, Object>> events = new ArrayList<>();
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(only())).order(ByteOrder.LITTLE_ENDIAN);
        while (file.hasRemaining()) {
            byte[] length = new byte[8];
            file.get(length);
            assertThat(file.getInt()).isEqualTo(EventRecord.checksum(length, 0, 8));
            byte[] message =
                    new byte
                            [(int)
                                    ByteBuffer.wrap(length)
                                            .order(ByteOrder.LITTLE_ENDIAN)
                                            .getLong()];
            file.get(message);
            assertThat(file.getInt()).isEqualTo(EventRecord.checksum(message, 0, message.length));
            events.add(event(message));
        }

        assertThat(events)
                .containsExactly(
                        Map.of("time", 1.7e9, "version", "brain.Event:2"),
                        Map.of("time", 1.7e9, "step", 1L, "train/loss", 0.5f, "train/kl", 0.25f),
                        Map.of("time", 1.7e9, "step", 300L, "train/loss", 0.125f, "train/kl", 2f));
    }

    /** The check value of CRC-32C's definition (RFC 3720, B.4: 32 zeros), turned and moved. */
    @Test
    void checksumsAreMasked() {
        int crc = 0x8a9136aa;

        assertThat(EventRecord.checksum(new byte[32], 0, 32))
                .isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst().getFileName().toString())
                    .startsWith("events.out.tfevents.1700000000.");
            return all.getFirst();
        }
    }

    private static Map<String, Object> event(byte[] message) {
        Map<String, Object> event = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            switch ((int) varint(in)) {
                case 1 << 3 | 1 -> event.put("time", in.getDouble());
                case 2 << 3 -> event.put("step", varint(in));
                case 3 << 3 | 2 -> event.put("version", text(part(in)));
                case 5 << 3 | 2 -> values(part(in), event);
                default -> throw new AssertionError("unknown field");
            }
        }
        return event;
    }

    private static void values(ByteBuffer summary, Map<String, Object> into) {
        while (summary.hasRemaining()) {
            assertThat(varint(summary)).isEqualTo(1 << 3 | 2);
            ByteBuffer value = part(summary);
            assertThat(varint(value)).isEqualTo(1 << 3 | 2);
            String tag = text(part(value));
            assertThat(varint(value)).isEqualTo(2 << 3 | 5);
            into.put(tag, value.getFloat());
        }
    }

    private static ByteBuffer part(ByteBuffer in) {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer part) {
        return StandardCharsets.UTF_8.decode(part).toString();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
