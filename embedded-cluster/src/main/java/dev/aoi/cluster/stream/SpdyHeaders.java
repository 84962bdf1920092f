package dev.aoi.cluster.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Header blocks of SPDY/3: names and values with their lengths, compressed by zlib with a fixed
 * dictionary; one stream of compression per direction of a connection (draft 3.1, 2.6.10).
 */
final class SpdyHeaders {
    private static final int MOST_BYTES = 64 * 1024;
    private static final byte[] DICTIONARY = dictionary();

    private final Inflater inflater = new Inflater();
    private final Deflater deflater = new Deflater();

    SpdyHeaders() {
        deflater.setDictionary(DICTIONARY);
    }

    /** Reads a block; names in lower case, several values of a name as one. */
    Map<String, String> read(byte[] block) throws IOException {
        ByteBuffer plain = ByteBuffer.wrap(inflate(block));
        Map<String, String> headers = new LinkedHashMap<>();
        int count = plain.getInt();
        for (int i = 0; i < count; i++) {
            String name = text(plain).toLowerCase(Locale.ROOT);
            headers.put(name, text(plain).replace('\0', ','));
        }
        return headers;
    }

    /** Writes a block. */
    byte[] write(Map<String, String> headers) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        number(plain, headers.size());
        headers.forEach(
                (name, value) -> {
                    string(plain, name.toLowerCase(Locale.ROOT));
                    string(plain, value);
                });
        deflater.setInput(plain.toByteArray());
        byte[] buffer = new byte[plain.size() * 2 + 128];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        return java.util.Arrays.copyOf(buffer, length);
    }

    void close() {
        inflater.end();
        deflater.end();
    }

    private byte[] inflate(byte[] block) throws IOException {
        inflater.setInput(block);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            while (!inflater.needsInput() || plain.size() == 0) {
                int length = inflater.inflate(buffer);
                if (length == 0) {
                    if (!inflater.needsDictionary()) {
                        break;
                    }
                    inflater.setDictionary(DICTIONARY);
                }
                plain.write(buffer, 0, length);
                if (plain.size() > MOST_BYTES) {
                    throw new IOException("a block of headers is larger than " + MOST_BYTES);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("a block of headers cannot be decompressed", e);
        }
        return plain.toByteArray();
    }

    private static String text(ByteBuffer from) throws IOException {
        int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new IOException("a block of headers is cut off");
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void string(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream to, int value) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static byte[] dictionary() {
        try (InputStream in = SpdyHeaders.class.getResourceAsStream("spdy-3.dictionary")) {
            if (in == null) {
                throw new IllegalStateException("The dictionary of SPDY/3 is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
