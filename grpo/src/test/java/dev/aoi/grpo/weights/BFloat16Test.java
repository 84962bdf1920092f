package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

import org.junit.jupiter.api.Test;

class BFloat16Test {
    @Test
    void roundsToNearestAndTiesToEven() {
        assertThat(BFloat16.ofFloat(1f)).isEqualTo((short) 0x3F80);
        assertThat(BFloat16.ofFloat(Float.intBitsToFloat(0x3F808000))).isEqualTo((short) 0x3F80);
        assertThat(BFloat16.ofFloat(Float.intBitsToFloat(0x3F818000))).isEqualTo((short) 0x3F82);
        assertThat(BFloat16.ofFloat(Float.intBitsToFloat(0x3F808001))).isEqualTo((short) 0x3F81);
        assertThat(BFloat16.ofFloat(-0f)).isEqualTo((short) 0x8000);
        assertThat(BFloat16.ofFloat(Float.MAX_VALUE)).isEqualTo((short) 0x7F80);
        assertThat(BFloat16.ofFloat(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xFF80);
        assertThat(BFloat16.ofFloat(Float.NaN)).isEqualTo((short) 0x7FC0);
    }

    @Property
    void isTheNearest(@ForAll @FloatRange(min = -3.3e38f, max = 3.3e38f) float value) {
        double error = Math.abs((double) BFloat16.toFloat(BFloat16.ofFloat(value)) - value);
        short bits = BFloat16.ofFloat(value);
        for (int step = -1; step <= 1; step += 2) {
            float neighbour = BFloat16.toFloat((short) (bits + step));
            if (Float.isFinite(neighbour)) {
                assertThat(error).isLessThanOrEqualTo(Math.abs((double) neighbour - value));
            }
        }
    }

    @Property
    void keepsItsOwnNumbers(@ForAll short bits) {
        float value = BFloat16.toFloat(bits);
        assertThat(BFloat16.ofFloat(value)).isEqualTo(Float.isNaN(value) ? (short) 0x7FC0 : bits);
    }
}
