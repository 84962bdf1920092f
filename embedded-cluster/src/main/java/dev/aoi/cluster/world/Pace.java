package dev.aoi.cluster.world;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a world's time passes where no request and no advance moves it. */
public enum Pace {
    /** Not at all: a slow mind sees the same world as a fast one. */
    VIRTUAL("virtual"),

    /**
     * As {@link #VIRTUAL}, and no write is followed for longer than its moment: a client that asks
     * at once sees a roll-out in the middle of it, as on a real cluster.
     */
    DEMAND("demand"),

    /** With the wall clock, for a person who watches. */
    WALL("wall");

    private final String text;

    Pace(String text) {
        this.text = text;
    }

    /** Its name in requests and on the command line. */
    public String text() {
        return text;
    }

    /**
     * The pace of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Pace of(String text) {
        return Arrays.stream(values())
                .filter(pace -> pace.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no pace is named %s; there are %s"
                                                .formatted(text, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(Pace::text).collect(Collectors.joining(", "));
    }
}
