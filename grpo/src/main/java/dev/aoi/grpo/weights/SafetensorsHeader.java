package dev.aoi.grpo.weights;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The head of a safetensors file: an unsigned 64-bit little-endian length, that many bytes of JSON,
 * then the tensors' data.
 *
 * <p>Invariant: in the order of their offsets the tensors cover the data exactly.
 *
 * @param metadata the pairs of {@code __metadata__}
 * @param tensors by name, in the order of their data
 */
record SafetensorsHeader(
        SequencedMap<String, String> metadata, SequencedMap<String, TensorInfo> tensors) {
    static final int LENGTH_BYTES = 8;
    static final String METADATA = "__metadata__";

    /** The limit that the reference reader sets too. */
    private static final long LONGEST = 100_000_000;

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static SafetensorsHeader read(Path file, MemorySegment mapping) {
        long size = mapping.byteSize();
        if (size < LENGTH_BYTES) {
            throw cut(file, size, LENGTH_BYTES);
        }
        long length = mapping.get(LittleEndian.LONG, 0);
        if (length < 2 || length > LONGEST) {
            throw new ModelFolderException(
                    "%s is no safetensors file: its header would be %s bytes long (2 to %d are possible)"
                            .formatted(file, Long.toUnsignedString(length), LONGEST));
        }
        long start = LENGTH_BYTES + length;
        if (size < start) {
            throw cut(file, size, start);
        }
        ObjectNode json = parse(file, mapping.asSlice(LENGTH_BYTES, length));
        List<TensorInfo> tensors = new ArrayList<>();
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (entry.getKey().equals(METADATA)) {
                metadata.putAll(metadata(file, entry.getValue()));
            } else {
                tensors.add(SafetensorsEntry.read(file, entry.getKey(), entry.getValue(), start));
            }
        }
        return new SafetensorsHeader(
                Collections.unmodifiableSequencedMap(metadata),
                Collections.unmodifiableSequencedMap(inOrder(file, tensors, start, size)));
    }

    private static ObjectNode parse(Path file, MemorySegment bytes) {
        try {
            if (STRICT.readTree(bytes.toArray(ValueLayout.JAVA_BYTE))
                    instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new ModelFolderException(
                    file + " has a header that is not valid JSON: " + e.getOriginalMessage(), e);
        }
        throw new ModelFolderException(file + " has a header that is not a JSON object");
    }

    private static SequencedMap<String, String> metadata(Path file, JsonNode node) {
        SequencedMap<String, String> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> pair : node.properties()) {
            if (!pair.getValue().isString()) {
                throw new ModelFolderException(
                        "%s has %s.%s = %s in its header, which must be a string"
                                .formatted(file, METADATA, pair.getKey(), pair.getValue()));
            }
            pairs.put(pair.getKey(), pair.getValue().stringValue());
        }
        return pairs;
    }

    private static SequencedMap<String, TensorInfo> inOrder(
            Path file, List<TensorInfo> tensors, long start, long size) {
        List<TensorInfo> sorted = new ArrayList<>(tensors);
        sorted.sort(
                Comparator.comparingLong(TensorInfo::offset)
                        .thenComparingLong(TensorInfo::byteLength));
        SequencedMap<String, TensorInfo> byName = new LinkedHashMap<>();
        long next = start;
        for (TensorInfo tensor : sorted) {
            if (tensor.offset() != next) {
                throw new ModelFolderException(
                        "%s has tensor %s at data offset %d, where %d is the end of the one before it: the file is damaged"
                                .formatted(
                                        file,
                                        tensor.name(),
                                        tensor.offset() - start,
                                        next - start));
            }
            next += tensor.byteLength();
            byName.put(tensor.name(), tensor);
        }
        if (size < next) {
            throw cut(file, size, next);
        }
        if (size > next) {
            throw new ModelFolderException(
                    "%s is %d bytes long, but its tensors end at %d: the file is damaged"
                            .formatted(file, size, next));
        }
        return byName;
    }

    private static ModelFolderException cut(Path file, long size, long needed) {
        return new ModelFolderException(
                "%s is cut: it has %d bytes of at least %d; copy it again"
                        .formatted(file, size, needed));
    }
}
