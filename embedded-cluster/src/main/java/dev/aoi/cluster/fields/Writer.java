package dev.aoi.cluster.fields;

/**
 * In whose name an object is written.
 *
 * @param manager field manager, e.g. {@code kubectl-client-side-apply}
 * @param subresource sub-resource that is written, e.g. {@code status}; empty for the object
 */
public record Writer(String manager, String subresource) {
    /** The same manager writing a sub-resource. */
    public Writer on(String name) {
        return new Writer(manager, name);
    }
}
