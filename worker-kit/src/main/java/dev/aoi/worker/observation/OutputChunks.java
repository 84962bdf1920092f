package dev.aoi.worker.observation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command's output, cut for records.
 *
 * @param texts at least one; their concatenation is what was kept
 * @param wholeBytes UTF-8 bytes of the whole output
 * @param truncated whether the whole was longer than what was kept
 */
public record OutputChunks(List<String> texts, long wholeBytes, boolean truncated) {
    /** UTF-8 bytes of one chunk at most, so that the record stays below the topic's limit. */
    public static final int CHUNK_BYTES = 400 * 1024;

    /** UTF-8 bytes that are kept of one output. */
    public static final int KEPT_BYTES = 4 * 1024 * 1024;

    public OutputChunks {
        texts = List.copyOf(texts);
    }

    /**
     * Cuts an output; no character is split.
     *
     * @param firstBytes bytes that the first chunk may have
     */
    public static OutputChunks of(String output, int firstBytes) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        int kept = 0;
        while (from < output.length() && kept < KEPT_BYTES) {
            int budget = Math.min(texts.isEmpty() ? firstBytes : CHUNK_BYTES, KEPT_BYTES - kept);
            int to = end(output, from, budget);
            if (to == from) {
                break;
            }
            String text = output.substring(from, to);
            texts.add(text);
            kept += bytes(text);
            from = to;
        }
        if (texts.isEmpty()) {
            texts.add("");
        }
        return new OutputChunks(texts, bytes(output), from < output.length());
    }

    /** The text's beginning, not longer than so many bytes. */
    public static String head(String text, int budget) {
        return text.substring(0, end(text, 0, budget));
    }

    /** Its UTF-8 bytes. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int end(String text, int from, int budget) {
        int used = 0;
        int at = from;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int width = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (used + width > budget) {
                break;
            }
            used += width;
            at += Character.charCount(point);
        }
        return at;
    }
}
