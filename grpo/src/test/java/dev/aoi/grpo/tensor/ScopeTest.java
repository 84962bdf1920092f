package dev.aoi.grpo.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ScopeTest {

    @BeforeAll
    static void start() {
        Libtorch.start(1);
    }

    @Test
    void whatAScopeMadeIsFreedAndWhatItKeptIsNot() {
        Tensor kept;
        Tensor freed;
        try (Scope _ = Scope.open()) {
            Tensor[] made = new Tensor[1];
            kept =
                    Scope.of(
                            () -> {
                                made[0] = TensorBytes.of(new float[] {1, 2}, 2);
                                return made[0].add(made[0]);
                            });
            freed = made[0];

            assertThat(freed.isNull()).isTrue();
            assertThat(TensorBytes.floats(kept)).containsExactly(2, 4);
        }
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void whatIsOwnedOutlivesItsScope() {
        Tensor owned;
        try (Scope _ = Scope.open()) {
            owned = Scope.own(TensorBytes.of(new long[] {3}, 1));
        }
        assertThat(TensorBytes.longs(owned)).containsExactly(3);

        owned.close();
        assertThat(owned.isNull()).isTrue();
    }
}
