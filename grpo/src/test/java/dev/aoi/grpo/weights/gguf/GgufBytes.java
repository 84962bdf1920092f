package dev.aoi.grpo.weights.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Builds GGUF files byte by byte, valid or not. */
final class GgufBytes {
    private final ByteBuffer buffer = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);

    /** A head of version 3. */
    static GgufBytes head(long tensors, long pairs) {
        return new GgufBytes().i32(GgufHeader.MAGIC).i32(3).i64(tensors).i64(pairs);
    }

    GgufBytes i8(int value) {
        buffer.put((byte) value);
        return this;
    }

    GgufBytes i16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    GgufBytes i32(int value) {
        buffer.putInt(value);
        return this;
    }

    GgufBytes i64(long value) {
        buffer.putLong(value);
        return this;
    }

    GgufBytes text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        buffer.putLong(utf8.length).put(utf8);
        return this;
    }

    /** A tensor's entry; sizes innermost first, as in the file. */
    GgufBytes tensor(String name, int type, long offset, long... sizes) {
        text(name).i32(sizes.length);
        Arrays.stream(sizes).forEach(this::i64);
        return i32(type).i64(offset);
    }

    /** Fills up to the data's start, then that many zero bytes of data. */
    Path write(Path file, int dataBytes) throws IOException {
        int size = Math.ceilDiv(buffer.position(), 32) * 32 + dataBytes;
        return Files.write(file, Arrays.copyOf(buffer.array(), size));
    }

    /** Nothing after the last value. */
    Path write(Path file) throws IOException {
        return Files.write(file, Arrays.copyOf(buffer.array(), buffer.position()));
    }
}
