package dev.aoi.kube.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into words, strictly. Understands single quotes (all between them is literal) and
 * double quotes (with {@code \"} and {@code \\}). Whatever a shell would expand, redirect, chain or
 * substitute is rejected by name, as is every control or invisible format character.
 *
 * <p>Steps: 1. Outside quotes a blank ends the word, a quote opens, a plain character is taken, all
 * else is rejected. 2. Inside quotes every printable character is taken. 3. Words that touch are
 * one word, as in a shell. Invariant: no rejected character ever reaches a word unquoted.
 */
final class Tokeniser {

    private static final int LONGEST = 32_768;
    private static final String PLAIN = "@%+=:,./_!-";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private Tokeniser(String text) {
        this.text = text;
    }

    static List<String> words(String text) {
        if (text.length() > LONGEST) {
            throw new Rejection(
                    "the command has " + text.length() + " characters, at most " + LONGEST);
        }
        text.codePoints()
                .filter(c -> c > Character.MAX_VALUE || Character.getType(c) == Character.SURROGATE)
                .filter(c -> Character.getType(c) != Character.OTHER_SYMBOL)
                .filter(c -> !Character.isLetterOrDigit(c))
                .findFirst()
                .ifPresent(
                        c -> {
                            throw new Rejection(
                                    String.format("U+%04X (not plain text) is not accepted", c));
                        });
        Tokeniser tokeniser = new Tokeniser(text.strip());
        tokeniser.run();
        return List.copyOf(tokeniser.words);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t' -> end();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                default -> plain(c);
            }
        }
        end();
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void plain(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        if (!letter && PLAIN.indexOf(c) < 0) {
            throw Metacharacter.rejection(c);
        }
        take(c);
    }

    private void singleQuoted() {
        inWord = true;
        for (char c = next('\''); c != '\''; c = next('\'')) {
            printable(c);
            take(c);
        }
    }

    private void doubleQuoted() {
        inWord = true;
        for (char c = next('"'); c != '"'; c = next('"')) {
            if (c == '$' || c == '`') {
                throw Metacharacter.rejection(c);
            }
            if (c == '\\') {
                c = next('"');
                if (c != '"' && c != '\\') {
                    throw new Rejection(
                            "inside double quotes only \\\" and \\\\ are understood, not \\"
                                    + c
                                    + "; use single quotes");
                }
            }
            printable(c);
            take(c);
        }
    }

    private char next(char quote) {
        if (at == text.length()) {
            throw new Rejection("a " + quote + " is opened and never closed");
        }
        return text.charAt(at++);
    }

    private void printable(char c) {
        if (Metacharacter.invisible(c)) {
            throw Metacharacter.rejection(c);
        }
    }

    private void take(char c) {
        inWord = true;
        word.append(c);
    }
}
