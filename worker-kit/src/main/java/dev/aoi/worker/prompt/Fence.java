package dev.aoi.worker.prompt;

/**
 * Puts text from the cluster between two lines of tildes that cannot occur in it, so that a prompt
 * shows where data begins and ends.
 */
final class Fence {
    private static final int SHORTEST = 4;

    private Fence() {}

    static String around(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '~' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String line = "~".repeat(Math.max(SHORTEST, longest + 1));
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return line + "\n" + text + end + line;
    }
}
