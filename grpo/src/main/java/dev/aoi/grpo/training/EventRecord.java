package dev.aoi.grpo.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/**
 * TensorFlow's {@code Event} messages (event.proto, summary.proto) in protobuf's wire format, and
 * their frames in TFRecord files: length (8 bytes), its masked CRC-32C, the message, its masked
 * CRC-32C; all little endian.
 */
final class EventRecord {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int CHECKSUM_DELTA = 0xa282ead8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private EventRecord() {}

    /** A file's first event. */
    static byte[] version(double seconds) {
        return new EventRecord()
                .fixed64(WALL_TIME, seconds)
                .bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8))
                .out
                .toByteArray();
    }

    /** The numbers of a step. */
    static byte[] scalars(
            double seconds, long step, String prefix, SequencedMap<String, Double> values) {
        EventRecord summary = new EventRecord();
        values.forEach(
                (name, value) ->
                        summary.bytes(
                                VALUE,
                                new EventRecord()
                                        .bytes(
                                                TAG,
                                                (prefix + name).getBytes(StandardCharsets.UTF_8))
                                        .fixed32(SIMPLE_VALUE, value.floatValue())
                                        .out
                                        .toByteArray()));
        EventRecord event = new EventRecord().fixed64(WALL_TIME, seconds);
        event.varint((long) STEP << 3 | VARINT);
        event.varint(step);
        return event.bytes(SUMMARY, summary.out.toByteArray()).out.toByteArray();
    }

    /** A message in its frame. */
    static ByteBuffer framed(byte[] message) {
        ByteBuffer frame = ByteBuffer.allocate(message.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(message.length);
        frame.putInt(checksum(frame.array(), 0, Long.BYTES));
        frame.put(message);
        frame.putInt(checksum(message, 0, message.length));
        return frame.flip();
    }

    /** CRC-32C, turned by 15 bits and moved, so that checksums of checksums stay good. */
    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_DELTA;
    }

    private EventRecord bytes(int field, byte[] value) {
        varint((long) field << 3 | BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private EventRecord fixed64(int field, double value) {
        varint((long) field << 3 | FIXED64);
        out.writeBytes(
                ByteBuffer.allocate(Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(value)
                        .array());
        return this;
    }

    private EventRecord fixed32(int field, float value) {
        varint((long) field << 3 | FIXED32);
        out.writeBytes(
                ByteBuffer.allocate(Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(value)
                        .array());
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
