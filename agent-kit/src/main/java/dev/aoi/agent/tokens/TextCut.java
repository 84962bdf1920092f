package dev.aoi.agent.tokens;

/**
 * Cuts the middle out of a text.
 *
 * <ol>
 *   <li>A text within the budget stays as it is.
 *   <li>Otherwise the largest number of characters is searched by halving, of which one half from
 *       the head and one from the tail fit the budget together with the marker.
 * </ol>
 *
 * <p>Invariants: the result is within the budget or the marker alone; no surrogate pair is split;
 * head and tail are unchanged parts of the text.
 */
record TextCut(TokenCounter counter) {
    /** Longer tokens exist (runs of blanks); assuming this only cuts such a text a bit shorter. */
    private static final int MOST_CHARS_PER_TOKEN = 16;

    String fit(String text, int budget) {
        int total = counter.count(text);
        if (total <= budget) {
            return text;
        }
        String best = marker(total);
        int low = 0;
        int high = (int) Math.min(text.length(), (long) MOST_CHARS_PER_TOKEN * Math.max(budget, 0));
        while (low < high) {
            int kept = low + (high - low + 1) / 2;
            String candidate = cut(text, kept, total);
            if (counter.count(candidate) <= budget) {
                best = candidate;
                low = kept;
            } else {
                high = kept - 1;
            }
        }
        return best;
    }

    private String cut(String text, int kept, int total) {
        int headEnd = kept - kept / 2;
        int tailStart = text.length() - kept / 2;
        if (splitsPair(text, headEnd)) {
            headEnd--;
        }
        if (splitsPair(text, tailStart)) {
            tailStart++;
        }
        String head = text.substring(0, headEnd);
        String tail = text.substring(tailStart);
        int leftOut = Math.max(1, total - counter.count(head) - counter.count(tail));
        return head + marker(leftOut) + tail;
    }

    private static String marker(int tokens) {
        return "\n[... " + tokens + " tokens left out ...]\n";
    }

    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }
}
