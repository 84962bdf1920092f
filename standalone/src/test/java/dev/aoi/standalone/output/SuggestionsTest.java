package dev.aoi.standalone.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SuggestionsTest {
    private static final List<String> KNOWN = List.of("probe", "observer", "executor", "env");

    @Test
    void closestByDistance() {
        assertThat(Suggestions.closest("prob", KNOWN)).first().isEqualTo("probe");
        assertThat(Suggestions.closest("obsrver", KNOWN)).first().isEqualTo("observer");
    }

    @Test
    void containingNamesComeFirst() {
        assertThat(Suggestions.closest("serv", KNOWN)).first().isEqualTo("observer");
    }

    @Test
    void asASentence() {
        assertThat(Suggestions.didYouMean("prob", KNOWN)).isEqualTo("; did you mean probe?");
        assertThat(Suggestions.didYouMean("x", List.of("y"))).isEqualTo("; did you mean y?");
        assertThat(Suggestions.didYouMean("x", List.of())).isEqualTo(".");
    }

    @Test
    void distanceIsLevenshteins() {
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("abc", "abc")).isZero();
    }
}
