package dev.aoi.kube.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class HandleTableTest {

    private static final ObservedObject POD = new ObservedObject("Pod", "shop", "a-1", "u1");

    @Test
    void keepsHandlesAsTheTableGrows() {
        HandleTable first = HandleTable.empty(7).with(List.of(POD));
        HandleTable second =
                first.with(List.of(new ObservedObject("Pod", "shop", "a-2", "u2"), POD));
        assertThat(second.entries()).hasSize(2).startsWith(first.entries().getFirst());
        assertThat(second.addedSince(first)).extracting(HandleEntry::name).containsExactly("a-2");
        assertThat(HandleTable.of(7, second.entries())).isEqualTo(second);
    }

    @Test
    void anObjectMadeAgainGetsAnotherHandle() {
        HandleTable table =
                HandleTable.empty(7)
                        .with(List.of(POD, new ObservedObject("Pod", "shop", "a-1", "u9")));
        assertThat(table.entries()).hasSize(2);
        assertThat(table.byName("Pod", "shop", "a-1").orElseThrow().uid()).isEqualTo("u9");
    }

    @Test
    void refusesTwoObjectsUnderOneHandle() {
        HandleEntry one = new HandleEntry("@p1", "Pod", "shop", "a", "u1");
        HandleEntry other = new HandleEntry("@p1", "Pod", "shop", "b", "u2");
        assertThatThrownBy(() -> HandleTable.of(1, List.of(one, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@p1");
    }

    @Property(tries = 100)
    void handlesAreUniqueAndFollowFromTheSeed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int count) {
        List<ObservedObject> objects =
                IntStream.range(0, count)
                        .mapToObj(i -> new ObservedObject("Service", "n", "s" + i, "u" + i))
                        .toList();
        HandleTable atOnce = HandleTable.empty(seed).with(objects);
        HandleTable oneByOne = HandleTable.empty(seed);
        for (ObservedObject object : objects) {
            oneByOne = oneByOne.with(List.of(object));
        }
        assertThat(oneByOne).isEqualTo(atOnce);
        assertThat(atOnce.entries()).extracting(HandleEntry::handle).doesNotHaveDuplicates();
        assertThat(atOnce.entries()).allMatch(e -> e.handle().matches("@s[1-9][0-9]*"));
    }

    @Test
    void anotherSeedNumbersInAnotherOrder() {
        List<ObservedObject> objects =
                IntStream.range(0, 10)
                        .mapToObj(i -> new ObservedObject("Node", "", "n" + i, "u" + i))
                        .toList();
        assertThat(HandleTable.empty(1).with(objects).entries())
                .isNotEqualTo(HandleTable.empty(2).with(objects).entries());
    }
}
