package dev.aoi.grpo.weights;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one tensor's entry of a safetensors header and checks it by itself. */
final class SafetensorsEntry {
    private final Path file;
    private final String name;
    private final JsonNode json;

    private SafetensorsEntry(Path file, String name, JsonNode json) {
        this.file = file;
        this.name = name;
        this.json = json;
    }

    /**
     * @param dataStart where the data begins in the file; offsets in the entry count from there
     */
    static TensorInfo read(Path file, String name, JsonNode json, long dataStart) {
        return new SafetensorsEntry(file, name, json).read(dataStart);
    }

    private TensorInfo read(long dataStart) {
        ElementType type = type();
        List<Long> shape = wholeNumbers("shape");
        List<Long> offsets = wholeNumbers("data_offsets");
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw refusal("data_offsets " + offsets + ", which is not a begin and an end");
        }
        long length = offsets.get(1) - offsets.get(0);
        if (length != byteLength(type, shape)) {
            throw refusal(
                    "%d bytes, but %s %s needs %d: the file is damaged"
                            .formatted(length, type, shape, byteLength(type, shape)));
        }
        long offset = offsets.get(0) + dataStart;
        if (offset < 0 || offset + length < 0) {
            throw refusal("data_offsets " + offsets + ", which no file can have");
        }
        return new TensorInfo(name, type, shape, file, offset, length);
    }

    private ElementType type() {
        String text = json.path("dtype").asString("");
        return ElementType.named(text)
                .orElseThrow(
                        () ->
                                refusal(
                                        "dtype %s, which this library does not read; convert it to F32, F16 or BF16"
                                                .formatted(text.isEmpty() ? "missing" : text)));
    }

    private List<Long> wholeNumbers(String key) {
        JsonNode array = json.path(key);
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : array) {
            if (!number.canConvertToLong()
                    || !number.isIntegralNumber()
                    || number.longValue() < 0) {
                throw refusal("%s %s, which must be whole numbers from 0".formatted(key, array));
            }
            numbers.add(number.longValue());
        }
        if (!array.isArray()) {
            throw refusal("no list " + key);
        }
        return numbers;
    }

    private long byteLength(ElementType type, List<Long> shape) {
        if (shape.contains(0L)) {
            return 0;
        }
        try {
            long count = 1;
            for (long size : shape) {
                count = Math.multiplyExact(count, size);
            }
            return Math.multiplyExact(count, type.byteSize());
        } catch (ArithmeticException e) {
            throw new ModelFolderException(
                    "%s: tensor %s has shape %s, which no file can hold"
                            .formatted(file, name, shape),
                    e);
        }
    }

    private ModelFolderException refusal(String what) {
        return new ModelFolderException("%s: tensor %s has %s".formatted(file, name, what));
    }
}
