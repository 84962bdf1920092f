package dev.aoi.kube.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The three kinds of patch that kubectl sends, with their media types. */
public enum PatchType {
    /** RFC 6902. */
    JSON("application/json-patch+json"),
    /** RFC 7386. */
    MERGE("application/merge-patch+json"),
    /** Kubernetes' own: lists with a merge key are merged element by element. */
    STRATEGIC("application/strategic-merge-patch+json");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The content type of the request. */
    public String mediaType() {
        return mediaType;
    }

    /** The word after {@code --type}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the type by its word. */
    public static Optional<PatchType> byWord(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
