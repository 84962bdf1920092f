package dev.aoi.grpo.generation.schema;

import java.util.BitSet;
import java.util.List;

/** A regular expression. */
sealed interface Expression {
    /** No bound of repetitions. */
    int UNBOUNDED = -1;

    /** One of some characters. */
    record OneOf(BitSet characters) implements Expression {}

    /** All of them in turn; the empty string when there are none. */
    record Sequence(List<Expression> parts) implements Expression {}

    /** Any of them. */
    record Choice(List<Expression> branches) implements Expression {}

    /** As often as from least to most. */
    record Repeat(Expression part, int least, int most) implements Expression {}
}
