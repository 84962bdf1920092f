package dev.aoi.kube.expectation;

/** What came of reading an expectation's text. */
public sealed interface Parsing {

    /** The text states an expectation. */
    record Stated(Expectation expectation) implements Parsing {}

    /** It does not; the reason says which forms there are. */
    record Malformed(String reason) implements Parsing {}
}
