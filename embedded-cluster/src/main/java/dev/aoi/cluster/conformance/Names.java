package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the world's generated names and addresses for the recorded ones in a line.
 *
 * <p>A recorded name that no compared output has shown yet is looked for among the world's pods and
 * replica sets: those of the same form whose suffixes do not contradict what is known, the youngest
 * first, because lines speak of what the state has just made.
 */
final class Names {
    private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?");
    private static final Pattern SERVER =
            Pattern.compile("https://(?:\\d{1,3}\\.){3}\\d{1,3}:\\d+");

    /** Asks a world for its names, youngest first. */
    interface Directory {
        List<String> names() throws IOException, InterruptedException;
    }

    private final OneToOne known;
    private final Directory directory;
    private final String server;

    Names(OneToOne known, Directory directory, String server) {
        this.known = known;
        this.directory = directory;
        this.server = server;
    }

    String ours(String line) throws IOException, InterruptedException {
        Matcher words =
                WORD.matcher(SERVER.matcher(line).replaceAll(Matcher.quoteReplacement(server)));
        StringBuilder ours = new StringBuilder();
        while (words.find()) {
            words.appendReplacement(ours, Matcher.quoteReplacement(word(words.group())));
        }
        return words.appendTail(ours).toString();
    }

    private String word(String recorded) throws IOException, InterruptedException {
        MaskedText masked = Masking.mask(recorded);
        if (masked.values().stream().noneMatch(value -> value.mask() == Mask.SUFFIX)) {
            return recorded;
        }
        Optional<String> translated = translated(masked);
        if (translated.isPresent()) {
            return translated.get();
        }
        for (String name : directory.names()) {
            MaskedText candidate = Masking.mask(name);
            if (candidate.text().equals(masked.text())
                    && known.take(masked.values(), candidate.values()).isEmpty()) {
                return name;
            }
        }
        return recorded;
    }

    private Optional<String> translated(MaskedText masked) {
        List<String> parts = new ArrayList<>();
        for (MaskedText.Value value : masked.values()) {
            Optional<String> ours = known.ours(value.mask(), value.text());
            if (ours.isEmpty()) {
                return Optional.empty();
            }
            parts.add(ours.get());
        }
        String text = masked.text().strip();
        for (int i = 0; i < parts.size(); i++) {
            text = text.replaceFirst("‹[A-Z]+›", Matcher.quoteReplacement(parts.get(i)));
        }
        return Optional.of(text);
    }
}
