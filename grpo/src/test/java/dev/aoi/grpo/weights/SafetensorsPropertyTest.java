package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class SafetensorsPropertyTest {
    private Path file = Path.of("");

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("properties", ".safetensors");
    }

    @AfterProperty
    void delete() throws IOException {
        Files.delete(file);
    }

    private record Tensor(String name, ElementType type, List<Long> shape) {}

    @Provide
    Arbitrary<List<Tensor>> tensors() {
        Arbitrary<Long> size = Arbitraries.longs().between(0, 5);
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(8),
                        Arbitraries.of(ElementType.class),
                        size.list().ofMaxSize(3))
                .as(Tensor::new)
                .list()
                .ofMaxSize(6)
                .uniqueElements(Tensor::name);
    }

    /** Invariant: what was written is read back, byte for byte, whatever its name and shape. */
    @Property(tries = 200)
    void roundTrip(@ForAll("tensors") List<Tensor> tensors, @ForAll long seed) {
        Map<String, byte[]> bytes = new HashMap<>();
        Random random = new Random(seed);
        List<TensorContent> contents =
                tensors.stream()
                        .map(
                                t ->
                                        new TensorContent(
                                                t.name(),
                                                t.type(),
                                                t.shape(),
                                                () -> MemorySegment.ofArray(bytes.get(t.name()))))
                        .toList();
        for (TensorContent content : contents) {
            byte[] data = new byte[(int) content.byteLength()];
            random.nextBytes(data);
            bytes.put(content.name(), data);
        }
        SafetensorsWriter.write(file, Map.of(), contents);
        try (Safetensors read = Safetensors.open(file)) {
            assertThat(read.names()).containsExactlyInAnyOrderElementsOf(bytes.keySet());
            for (Tensor tensor : tensors) {
                assertThat(read.info(tensor.name()).type()).isEqualTo(tensor.type());
                assertThat(read.info(tensor.name()).shape()).isEqualTo(tensor.shape());
                assertThat(read.segment(tensor.name()).toArray(ValueLayout.JAVA_BYTE))
                        .isEqualTo(bytes.get(tensor.name()));
            }
        }
    }

    /** Invariant: damaged bytes are refused in the library's own words, or still consistent. */
    @Property(tries = 200)
    void damage(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 993) Integer> places,
            @ForAll byte value)
            throws IOException {
        byte[] bytes =
                Files.readAllBytes(Path.of("src/test/resources/safetensors/types.safetensors"));
        places.forEach(place -> bytes[place] = value);
        Files.write(file, bytes);
        try (Safetensors read = Safetensors.open(file)) {
            long total = read.names().stream().mapToLong(n -> read.segment(n).byteSize()).sum();
            assertThat(total).isLessThanOrEqualTo(bytes.length);
        } catch (ModelFolderException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }
}
