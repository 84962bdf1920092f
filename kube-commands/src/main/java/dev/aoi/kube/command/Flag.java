package dev.aoi.kube.command;

/** The flags that any verb accepts; each verb lists its own. */
enum Flag {
    NAMESPACE("namespace", 'n', true),
    ALL_NAMESPACES("all-namespaces", 'A', false),
    SELECTOR("selector", 'l', true),
    FIELD_SELECTOR("field-selector", Flag.NO_LETTER, true),
    OUTPUT("output", 'o', true),
    SORT_BY("sort-by", Flag.NO_LETTER, true),
    SHOW_LABELS("show-labels", Flag.NO_LETTER, false),
    NO_HEADERS("no-headers", Flag.NO_LETTER, false),
    CONTAINER("container", 'c', true),
    PREVIOUS("previous", 'p', false),
    TAIL("tail", Flag.NO_LETTER, true),
    SINCE("since", Flag.NO_LETTER, true),
    ALL_CONTAINERS("all-containers", Flag.NO_LETTER, false),
    TIMESTAMPS("timestamps", Flag.NO_LETTER, false),
    PREFIX("prefix", Flag.NO_LETTER, false),
    FOR("for", Flag.NO_LETTER, true),
    TYPES("types", Flag.NO_LETTER, true),
    TYPE("type", Flag.NO_LETTER, true),
    PATCH("patch", 'p', true),
    REPLICAS("replicas", Flag.NO_LETTER, true),
    CURRENT_REPLICAS("current-replicas", Flag.NO_LETTER, true),
    REVISION("revision", Flag.NO_LETTER, true),
    TO_REVISION("to-revision", Flag.NO_LETTER, true),
    WATCH("watch", 'w', false),
    TIMEOUT("timeout", Flag.NO_LETTER, true);

    private static final char NO_LETTER = 0;

    private final String word;
    private final char letter;
    private final boolean takesValue;

    Flag(String word, char letter, boolean takesValue) {
        this.word = word;
        this.letter = letter;
        this.takesValue = takesValue;
    }

    boolean takesValue() {
        return takesValue;
    }

    boolean isWord(String other) {
        return word.equals(other);
    }

    boolean isLetter(char other) {
        return letter != NO_LETTER && letter == other;
    }

    /** As a person writes it: {@code -n/--namespace} or {@code --tail}. */
    String shown() {
        return letter == NO_LETTER ? "--" + word : "-" + letter + "/--" + word;
    }
}
