package dev.aoi.worker.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;

import java.util.List;

final class FenceTest {

    @Property
    void noLineOfTheTextIsAFence(
            @ForAll @Chars({'~', '\n'}) @CharRange(from = 'a', to = 'c') String text) {
        List<String> lines = Fence.around(text).lines().toList();
        String fence = lines.getFirst();
        assertThat(fence).matches("~{4,}");
        assertThat(lines.getLast()).isEqualTo(fence);
        assertThat(lines.subList(1, lines.size() - 1)).noneMatch(line -> line.contains(fence));
        assertThat(Fence.around(text)).contains(text);
    }
}
