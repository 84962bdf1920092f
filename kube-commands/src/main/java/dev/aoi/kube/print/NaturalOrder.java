package dev.aoi.kube.print;

import java.util.Comparator;

/**
 * The order in which kubectl's YAML writes the keys of a map: runs of digits count as numbers, and
 * where one key goes on with a letter and the other with none, the letter comes last (after a
 * digit: first).
 */
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String a, String b) {
        boolean digitBefore = false;
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) {
                digitBefore = Character.isDigit(x);
            } else {
                return differing(a, b, i, digitBefore);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int differing(String a, String b, int at, boolean digitBefore) {
        boolean letterA = Character.isLetter(a.charAt(at));
        boolean letterB = Character.isLetter(b.charAt(at));
        if (letterA != letterB) {
            return letterA == digitBefore ? -1 : 1;
        }
        if (!letterA) {
            String x = digits(a, at);
            String y = digits(b, at);
            int byNumber = Long.compare(number(x), number(y));
            int byLength = Integer.compare(x.length(), y.length());
            if (byNumber != 0 || byLength != 0) {
                return byNumber != 0 ? byNumber : byLength;
            }
        }
        return Character.compare(a.charAt(at), b.charAt(at));
    }

    private static String digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end - from < 18) {
            end++;
        }
        return text.substring(from, end);
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
