package dev.aoi.standalone.output;

/** How a piece of text is meant; a terminal shows it by colour, anything else not at all. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    DIM("2"),
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    ACTOR("36");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The text in this tone's colour, as ANSI terminals understand it. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
