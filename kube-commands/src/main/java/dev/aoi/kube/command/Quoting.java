package dev.aoi.kube.command;

import java.util.regex.Pattern;

/** Quotes a word so that {@link Tokeniser} (and a POSIX shell) reads it back unchanged. */
final class Quoting {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_!-]+");

    private Quoting() {}

    static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        // A single quote cannot stand inside single quotes: close, quote it doubly, open again.
        return "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
