package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SafetensorsWriterTest {
    private static final Path GOLDEN = Path.of("src/test/resources/safetensors");

    @TempDir private Path directory;

    @Test
    void everyTypeHasTheReferenceLibrarysBytes() throws IOException {
        List<TensorContent> tensors = new ArrayList<>();
        for (ElementType type : ElementType.values()) {
            String name = "t." + type.name().toLowerCase(Locale.ROOT);
            tensors.add(new TensorContent(name, type, List.of(2L, 3L), () -> ramp(type)));
        }
        tensors.add(floats("scalar", List.of(), 1.5f));
        tensors.add(
                new TensorContent(
                        "empty",
                        ElementType.BF16,
                        List.of(0L, 4L),
                        () -> MemorySegment.ofArray(new byte[0])));
        assertSame("types.safetensors", Map.of("format", "pt"), tensors);
    }

    @Test
    void namesAreOrderedAndEscapedAsTheReferenceLibraryDoes() throws IOException {
        List<String> names =
                List.of(
                        "b",
                        "a/b",
                        "a.10",
                        "a.9",
                        "quote\"back\\slash",
                        "tab\tbell\u0007",
                        "\u00e4\u65e5",
                        "\ufb01",
                        Character.toString(0x1F600),
                        "A");
        List<TensorContent> tensors =
                IntStream.range(0, names.size())
                        .mapToObj(i -> floats(names.get(i), List.of(1L), i))
                        .toList();
        assertSame("names.safetensors", Map.of(), tensors);
    }

    @Test
    void noTensorsAreAValidFile() throws IOException {
        assertSame("none.safetensors", Map.of(), List.of());
    }

    private void assertSame(
            String golden, Map<String, String> metadata, List<TensorContent> tensors)
            throws IOException {
        Path file = directory.resolve(golden);
        SafetensorsWriter.write(file, metadata, tensors);
        assertThat(file).hasSameBinaryContentAs(GOLDEN.resolve(golden));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("m.safetensors"), "old");
        TensorContent wrong =
                new TensorContent(
                        "w",
                        ElementType.F32,
                        List.of(3L),
                        () -> MemorySegment.ofArray(new byte[8]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(wrong)))
                .withMessage("tensor w gave 8 bytes, but F32 [3] needs 12");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        List<TensorContent> twins =
                List.of(floats("w", List.of(1L), 1), floats("w", List.of(1L), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                SafetensorsWriter.write(
                                        directory.resolve("m.safetensors"), Map.of(), twins))
                .withMessage("a file can hold only one tensor w");
    }

    private static TensorContent floats(String name, List<Long> shape, float... values) {
        return new TensorContent(
                name,
                ElementType.F32,
                shape,
                () -> {
                    MemorySegment bytes = MemorySegment.ofArray(new byte[4 * values.length]);
                    for (int i = 0; i < values.length; i++) {
                        bytes.setAtIndex(LittleEndian.FLOAT, i, values[i]);
                    }
                    return bytes;
                });
    }

    /** 0 to 5 in the type; as a boolean, whether it is not 0. */
    private static MemorySegment ramp(ElementType type) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[6 * type.byteSize()]);
        for (int i = 0; i < 6; i++) {
            switch (type) {
                case BOOL -> bytes.setAtIndex(ValueLayout.JAVA_BYTE, i, (byte) Math.min(i, 1));
                case U8, I8 -> bytes.setAtIndex(ValueLayout.JAVA_BYTE, i, (byte) i);
                case I16 -> bytes.setAtIndex(LittleEndian.SHORT, i, (short) i);
                case F16 -> bytes.setAtIndex(LittleEndian.SHORT, i, Float.floatToFloat16(i));
                case BF16 -> bytes.setAtIndex(LittleEndian.SHORT, i, BFloat16.ofFloat(i));
                case I32 -> bytes.setAtIndex(LittleEndian.INT, i, i);
                case F32 -> bytes.setAtIndex(LittleEndian.FLOAT, i, i);
                case F64 -> bytes.setAtIndex(LittleEndian.LONG, i, Double.doubleToLongBits(i));
                case I64 -> bytes.setAtIndex(LittleEndian.LONG, i, i);
            }
        }
        return bytes;
    }
}
