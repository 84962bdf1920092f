package dev.aoi.grpo.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.weights.ModelFolderException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class GgufDamagePropertyTest {
    private Path file = Path.of("");

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("damage", ".gguf");
    }

    @AfterProperty
    void delete() throws IOException {
        Files.delete(file);
    }

    /** Invariant: whatever bytes the head has, it is refused in a sentence or stays in the file. */
    @Property(tries = 200)
    void damage(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 12_000) Integer> places,
            @ForAll byte value)
            throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/gguf/qwen3.gguf"));
        places.forEach(place -> bytes[place] = value);
        Files.write(file, bytes);
        try (GgufFile read = GgufFile.open(file)) {
            for (GgufTensor tensor : read.tensors().values()) {
                assertThat(tensor.offset() + tensor.byteLength())
                        .isBetween(0L, (long) bytes.length);
                assertThat(read.segment(tensor.name()).byteSize()).isEqualTo(tensor.byteLength());
            }
        } catch (ModelFolderException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }
}
