package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuplicateKeysTest {
    @Test
    void tellsFieldsThatAreGivenTwice() {
        String json =
                "{\"data\":{\"a\":\"b\",\"a\":\"c\"},\"list\":[{\"x\":1},{\"x\":1,\"x\":2}],\"data\":{}}";

        assertThat(DuplicateKeys.of(json))
                .containsExactly(
                        "duplicate field \"data.a\"",
                        "duplicate field \"list[1].x\"",
                        "duplicate field \"data\"");
    }

    @Test
    void saysNothingOfOtherTexts() {
        assertThat(DuplicateKeys.of("{\"a\":1,\"b\":{\"a\":1}}")).isEmpty();
        assertThat(DuplicateKeys.of("{\"a\":1,")).isEmpty();
        assertThat(DuplicateKeys.of("")).isEmpty();
    }
}
