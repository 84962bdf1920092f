package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelFolderException;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads a GGUF file's head, versions 2 and 3:
 *
 * <ol>
 *   <li>magic, version, number of tensors, number of metadata pairs;
 *   <li>the pairs: key, type, value;
 *   <li>the tensors: name, sizes (innermost first), type, offset in the data;
 *   <li>the data begins at the next multiple of the alignment.
 * </ol>
 */
final class GgufHeader {
    static final int MAGIC = 0x46554747;
    private static final String ALIGNMENT = "general.alignment";
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DEEPEST_ARRAY = 4;

    private final Path file;
    private final long size;
    private final GgufCursor in;
    private final SequencedMap<String, GgufValue> metadata = new LinkedHashMap<>();
    private final SequencedMap<String, GgufTensor> tensors = new LinkedHashMap<>();

    GgufHeader(Path file, MemorySegment mapping) {
        this.file = file;
        this.size = mapping.byteSize();
        this.in = new GgufCursor(file, mapping);
    }

    SequencedMap<String, GgufValue> metadata() {
        return metadata;
    }

    SequencedMap<String, GgufTensor> tensors() {
        return tensors;
    }

    GgufHeader read() {
        if (size < 4 || in.i32() != MAGIC) {
            throw refusal("is no GGUF file: it does not begin with GGUF");
        }
        int version = in.i32();
        if (version != 2 && version != 3) {
            throw refusal(
                    Integer.reverseBytes(version) == 3
                            ? "is a big-endian GGUF file; use the little-endian one"
                            : "has GGUF version %s, but 2 and 3 are known"
                                    .formatted(Integer.toUnsignedString(version)));
        }
        int tensorCount = in.count("tensors", 24);
        int pairCount = in.count("metadata pairs", 13);
        for (int i = 0; i < pairCount; i++) {
            String key = in.text();
            if (metadata.put(key, value(in.i32(), key, 0)) != null) {
                throw refusal("has metadata key %s twice".formatted(key));
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < tensorCount; i++) {
            entries.add(entry());
        }
        place(entries);
        return this;
    }

    private GgufValue value(int type, String key, int depth) {
        return switch (type) {
            case 0 -> new GgufValue.Whole(Byte.toUnsignedLong(in.i8()));
            case 1 -> new GgufValue.Whole(in.i8());
            case 2 -> new GgufValue.Whole(Short.toUnsignedLong(in.i16()));
            case 3 -> new GgufValue.Whole(in.i16());
            case 4 -> new GgufValue.Whole(Integer.toUnsignedLong(in.i32()));
            case 5 -> new GgufValue.Whole(in.i32());
            case 6 -> new GgufValue.Number(shortest(Float.intBitsToFloat(in.i32())));
            case 7 -> new GgufValue.Flag(in.i8() != 0);
            case 8 -> new GgufValue.Text(in.text());
            case 9 -> items(key, depth + 1);
            case 10, 11 -> new GgufValue.Whole(in.i64());
            case 12 -> new GgufValue.Number(Double.longBitsToDouble(in.i64()));
            default ->
                    throw refusal(
                            "has metadata key %s of the unknown type %s"
                                    .formatted(key, Integer.toUnsignedString(type)));
        };
    }

    private GgufValue items(String key, int depth) {
        if (depth > DEEPEST_ARRAY) {
            throw refusal("nests the arrays of metadata key %s too deeply".formatted(key));
        }
        int type = in.i32();
        int count = in.count("values of " + key, smallest(type));
        List<GgufValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(type, key, depth));
        }
        return new GgufValue.Items(values);
    }

    /** The fewest bytes that a value of a type takes. */
    private static int smallest(int type) {
        return switch (type) {
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 8, 10, 11, 12 -> 8;
            case 9 -> 12;
            default -> 1;
        };
    }

    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private record Entry(String name, List<Long> shape, GgmlType type, long offset) {}

    private Entry entry() {
        String name = in.text();
        int dimensions = in.i32();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw refusal(
                    ": tensor %s has %s dimensions, but 1 to %d are possible"
                            .formatted(
                                    name, Integer.toUnsignedString(dimensions), MOST_DIMENSIONS));
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.addFirst(in.i64());
        }
        int type = in.i32();
        long offset = in.i64();
        return new Entry(
                name,
                shape,
                GgmlType.ofId(type)
                        .orElseThrow(
                                () ->
                                        refusal(
                                                ": tensor %s is stored as %s, which this library does not read; use a file with F32, F16, BF16, Q8_0, Q4_0 or Q4_1"
                                                        .formatted(name, GgmlType.nameOf(type)))),
                offset);
    }

    private void place(List<Entry> entries) {
        long alignment = alignment();
        long start = Math.ceilDiv(in.position(), alignment) * alignment;
        for (Entry entry : entries) {
            long length = byteLength(entry);
            long room = length > size ? -1 : size - start - length;
            if (entry.offset() < 0 || entry.offset() > room || entry.offset() % alignment != 0) {
                throw refusal(
                        ": tensor %s would lie at data offset %s with %d bytes, outside the file or off its alignment: it is cut or damaged"
                                .formatted(
                                        entry.name(),
                                        Long.toUnsignedString(entry.offset()),
                                        length));
            }
            GgufTensor tensor =
                    new GgufTensor(
                            entry.name(),
                            entry.type(),
                            entry.shape(),
                            start + entry.offset(),
                            length);
            if (tensors.put(entry.name(), tensor) != null) {
                throw refusal("has tensor %s twice".formatted(entry.name()));
            }
        }
    }

    private long byteLength(Entry entry) {
        GgmlType type = entry.type();
        try {
            long count = 1;
            for (long length : entry.shape()) {
                if (length <= 0) {
                    throw new ArithmeticException("no such size");
                }
                count = Math.multiplyExact(count, length);
            }
            if (entry.shape().getLast() % type.blockLength() != 0) {
                throw new ArithmeticException("a row is not whole blocks");
            }
            return Math.multiplyExact(count / type.blockLength(), type.blockBytes());
        } catch (ArithmeticException e) {
            throw new ModelFolderException(
                    "%s: tensor %s has shape %s, which %s cannot store"
                            .formatted(file, entry.name(), entry.shape(), type),
                    e);
        }
    }

    private long alignment() {
        GgufValue value = metadata.getOrDefault(ALIGNMENT, new GgufValue.Whole(DEFAULT_ALIGNMENT));
        if (value instanceof GgufValue.Whole(long alignment)
                && alignment > 0
                && alignment <= 1 << 20) {
            return alignment;
        }
        throw refusal("has %s = %s, which no file can have".formatted(ALIGNMENT, value));
    }

    private ModelFolderException refusal(String what) {
        return new ModelFolderException(file + (what.startsWith(":") ? "" : " ") + what);
    }
}
