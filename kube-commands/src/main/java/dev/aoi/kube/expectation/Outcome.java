package dev.aoi.kube.expectation;

/** What came of looking whether an expectation holds. */
public sealed interface Outcome {

    /** It holds. */
    record Met(String seen) implements Outcome {}

    /** It does not, or could not be seen. */
    record NotMet(String seen) implements Outcome {}
}
