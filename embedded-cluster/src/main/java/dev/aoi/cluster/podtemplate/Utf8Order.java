package dev.aoi.cluster.podtemplate;

import java.util.Comparator;

/** Texts in the order of their UTF-8 bytes, which is that of their code points. */
enum Utf8Order implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sameRange = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameRange ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
