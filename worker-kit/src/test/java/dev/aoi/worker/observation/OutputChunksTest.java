package dev.aoi.worker.observation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class OutputChunksTest {

    @Property(tries = 50)
    void chunksJoinToTheOutputAndFit(
            @ForAll String part, @ForAll @IntRange(min = 1, max = 20_000) int times) {
        String output = part.repeat(Math.max(1, Math.min(times, 1_200_000 / (part.length() + 1))));
        OutputChunks chunks = OutputChunks.of(output, 1024);
        assertThat(chunks.texts())
                .allMatch(t -> OutputChunks.bytes(t) <= OutputChunks.CHUNK_BYTES)
                .noneMatch(
                        t ->
                                !t.isEmpty()
                                        && Character.isLowSurrogate(t.charAt(0))
                                        && pairs(output));
        assertThat(OutputChunks.bytes(chunks.texts().getFirst())).isLessThanOrEqualTo(1024);
        if (!chunks.truncated()) {
            assertThat(String.join("", chunks.texts())).isEqualTo(output);
        }
    }

    @Example
    void moreThanIsKeptIsSaid() {
        OutputChunks chunks = OutputChunks.of("\u00e9".repeat(3 * 1024 * 1024), 400 * 1024);
        assertThat(chunks.truncated()).isTrue();
        assertThat(chunks.wholeBytes()).isEqualTo(6 * 1024 * 1024);
        assertThat(chunks.texts().stream().mapToInt(OutputChunks::bytes).sum())
                .isEqualTo(OutputChunks.KEPT_BYTES);
    }

    private static boolean pairs(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
