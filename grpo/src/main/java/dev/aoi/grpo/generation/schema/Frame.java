package dev.aoi.grpo.generation.schema;

import org.jspecify.annotations.Nullable;

/**
 * A place in a rule and the place at which its caller goes on. Equal frames of one {@link
 * Automaton} are the same object.
 *
 * @param number of the frame, in the order of their making
 * @param caller null in the outermost rule
 */
record Frame(int number, int state, @Nullable Frame caller) implements Comparable<Frame> {
    @Override
    public int compareTo(Frame other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
