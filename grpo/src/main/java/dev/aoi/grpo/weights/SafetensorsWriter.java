package dev.aoi.grpo.weights;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes safetensors files with the very bytes that the reference library (0.8) writes for the same
 * tensors: data by type from wide to narrow, then by name; the header as compact JSON in that
 * order, padded with spaces to a multiple of eight bytes.
 *
 * <p>The reference library writes {@code __metadata__} pairs in no fixed order; here they are
 * sorted, so with two pairs and more the bytes are ours alone. The file appears complete or not at
 * all ({@link AtomicFile}).
 */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final long CHUNK = 1 << 26;
    private static final Comparator<TensorContent> LAYOUT =
            Comparator.comparing(TensorContent::type)
                    .reversed()
                    .thenComparing(TensorContent::name, SafetensorsWriter::compareCodePoints);
    private static final JsonMapper COMPACT =
            JsonMapper.builder()
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build();

    private SafetensorsWriter() {}

    /**
     * Writes a file, replacing one that is there.
     *
     * @param metadata for {@code __metadata__}, for example {@code format=pt}; left out when empty
     * @throws IllegalArgumentException when two tensors have one name, or a tensor's bytes are not
     *     as many as its shape asks for
     * @throws java.io.UncheckedIOException when the disk does not take it
     */
    public static void write(
            Path file, Map<String, String> metadata, Collection<TensorContent> tensors) {
        List<TensorContent> ordered = tensors.stream().sorted(LAYOUT).toList();
        byte[] header = header(metadata, ordered);
        AtomicFile.write(
                file,
                channel -> {
                    writeFully(channel, ByteBuffer.wrap(header));
                    for (TensorContent tensor : ordered) {
                        write(channel, tensor);
                    }
                });
    }

    private static byte[] header(Map<String, String> metadata, List<TensorContent> tensors) {
        ObjectNode json = COMPACT.createObjectNode();
        if (!metadata.isEmpty()) {
            new TreeMap<>(metadata).forEach(json.putObject(SafetensorsHeader.METADATA)::put);
        }
        Set<String> names = new HashSet<>();
        long offset = 0;
        for (TensorContent tensor : tensors) {
            if (!names.add(tensor.name()) || tensor.name().equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException(
                        "a file can hold only one tensor " + tensor.name());
            }
            ObjectNode entry = json.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            tensor.shape().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(offset).add(offset + tensor.byteLength());
            offset += tensor.byteLength();
        }
        byte[] text = COMPACT.writeValueAsBytes(json);
        int padded = Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[SafetensorsHeader.LENGTH_BYTES + padded];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(text);
        return header;
    }

    private static void write(FileChannel channel, TensorContent tensor) throws IOException {
        MemorySegment bytes = tensor.bytes().get();
        if (bytes.byteSize() != tensor.byteLength()) {
            throw new IllegalArgumentException(
                    "tensor %s gave %d bytes, but %s %s needs %d"
                            .formatted(
                                    tensor.name(),
                                    bytes.byteSize(),
                                    tensor.type(),
                                    tensor.shape(),
                                    tensor.byteLength()));
        }
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, bytes.byteSize() - at);
            writeFully(channel, bytes.asSlice(at, length).asByteBuffer());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The order of the names' UTF-8 bytes, which differs from Java's beyond U+FFFF. */
    private static int compareCodePoints(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }
}
