package dev.aoi.standalone;

import java.util.Map;

/** Whether colours are wanted: on a terminal, unless {@code NO_COLOR} is set (no-color.org). */
final class Terminal {
    private Terminal() {}

    static boolean wantsColour(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.get("TERM"))) {
            return false;
        }
        // The launcher knows whether standard output is a terminal; a console needs both streams.
        String told = System.getProperty("aoi.terminal");
        return told != null
                ? told.equals("true")
                : System.console() != null && System.console().isTerminal();
    }
}
