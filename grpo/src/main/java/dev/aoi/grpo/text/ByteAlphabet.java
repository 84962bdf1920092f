package dev.aoi.grpo.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The alphabet of byte-level BPE (GPT-2): each of the 256 bytes is written as one printable
 * character, so that a vocabulary is text. Printable Latin-1 bytes stand for themselves, the others
 * are numbered from U+0100 in order.
 */
final class ByteAlphabet {

    private static final int NONE = -1;
    private static final int[] BYTE_OF = byteOf();

    private ByteAlphabet() {}

    /**
     * The raw bytes of a token. A token with any character outside the alphabet (an added one) is
     * its own UTF-8, as in the tokenizers library.
     */
    static byte[] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = token.charAt(i);
            if (c >= BYTE_OF.length || BYTE_OF[c] == NONE) {
                return token.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) BYTE_OF[c];
        }
        return bytes;
    }

    private static int[] byteOf() {
        int[] table = new int[0x144];
        Arrays.fill(table, NONE);
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable =
                    (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE && b <= 0xFF);
            table[printable ? b : next++] = b;
        }
        return table;
    }
}
