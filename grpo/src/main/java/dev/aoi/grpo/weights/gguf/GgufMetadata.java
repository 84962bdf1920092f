package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelFolderException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Typed reading of a GGUF file's metadata. A value that is missing or of another kind is refused
 * with the file's and the key's name.
 */
final class GgufMetadata {
    static final String ARCHITECTURE = "general.architecture";

    private final GgufFile file;
    private final Map<String, GgufValue> values;

    GgufMetadata(GgufFile file) {
        this.file = file;
        this.values = file.metadata();
    }

    /** The key of the file's architecture, such as {@code llama.block_count}. */
    String key(String suffix) {
        return text(ARCHITECTURE) + "." + suffix;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return Optional.ofNullable(values.get(key))
                .map(
                        value ->
                                switch (value) {
                                    case GgufValue.Text(String text) -> text;
                                    default -> throw mustBe(key, "a string");
                                });
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (GgufValue value : items(key)) {
            if (!(value instanceof GgufValue.Text(String text))) {
                throw mustBe(key, "a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    int whole(String key) {
        OptionalInt value = optionalWhole(key);
        if (value.isEmpty()) {
            throw missing(key);
        }
        return value.getAsInt();
    }

    /** A number; a list of one and the same number for every layer counts as that number. */
    OptionalInt optionalWhole(String key) {
        if (!has(key)) {
            return OptionalInt.empty();
        }
        List<GgufValue> given =
                values.get(key) instanceof GgufValue.Items(List<GgufValue> items)
                        ? items.stream().distinct().toList()
                        : List.of(values.get(key));
        if (given.size() == 1
                && given.getFirst() instanceof GgufValue.Whole(long number)
                && number >= 0
                && number <= Integer.MAX_VALUE) {
            return OptionalInt.of((int) number);
        }
        throw mustBe(key, "one whole number from 0 to 2147483647");
    }

    List<Integer> wholes(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (GgufValue value : items(key)) {
            if (!(value instanceof GgufValue.Whole(long number)) || number != (int) number) {
                throw mustBe(key, "a list of whole numbers");
            }
            numbers.add((int) number);
        }
        return numbers;
    }

    double number(String key, double fallback) {
        if (!has(key)) {
            return fallback;
        }
        return switch (values.get(key)) {
            case GgufValue.Number(double number) -> number;
            case GgufValue.Whole(long number) -> number;
            case GgufValue.Flag _, GgufValue.Text _, GgufValue.Items _ ->
                    throw mustBe(key, "a number");
        };
    }

    Optional<Boolean> flag(String key) {
        return Optional.ofNullable(values.get(key))
                .map(
                        value ->
                                switch (value) {
                                    case GgufValue.Flag(boolean flag) -> flag;
                                    default -> throw mustBe(key, "a boolean");
                                });
    }

    private List<GgufValue> items(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        if (values.get(key) instanceof GgufValue.Items(List<GgufValue> items)) {
            return items;
        }
        throw mustBe(key, "a list");
    }

    /** A refusal of a value that is well formed but that the import does not know. */
    ModelFolderException notSupported(String key, String cure) {
        return new ModelFolderException(
                "%s has %s = %s, which cannot be imported; %s"
                        .formatted(file.file(), key, shown(key), cure));
    }

    private ModelFolderException missing(String key) {
        return new ModelFolderException(
                "%s has no metadata key %s, which the import needs".formatted(file.file(), key));
    }

    private ModelFolderException mustBe(String key, String what) {
        return new ModelFolderException(
                "%s has %s = %s, which must be %s".formatted(file.file(), key, shown(key), what));
    }

    private String shown(String key) {
        GgufValue value = values.getOrDefault(key, new GgufValue.Text("nothing"));
        return switch (value) {
            case GgufValue.Text(String text) -> text;
            case GgufValue.Whole(long number) -> Long.toString(number);
            case GgufValue.Number(double number) -> Double.toString(number);
            case GgufValue.Flag(boolean flag) -> Boolean.toString(flag);
            case GgufValue.Items(List<GgufValue> items) -> "a list of " + items.size();
        };
    }
}
