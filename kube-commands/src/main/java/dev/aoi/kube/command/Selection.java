package dev.aoi.kube.command;

/**
 * Narrows a listing.
 *
 * @param labels label selector as kubectl takes it; empty for none
 * @param fields field selector as kubectl takes it; empty for none
 */
public record Selection(String labels, String fields) {

    /** Everything. */
    public static final Selection NONE = new Selection("", "");

    /** Whether it narrows nothing. */
    public boolean isNone() {
        return labels.isEmpty() && fields.isEmpty();
    }
}
