package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.LittleEndian;
import dev.aoi.grpo.weights.ModelFolderException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a GGUF file's head from front to back; no read leaves the file. */
final class GgufCursor {
    private final Path file;
    private final MemorySegment bytes;
    private long position;

    GgufCursor(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    long position() {
        return position;
    }

    byte i8() {
        return bytes.get(ValueLayout.JAVA_BYTE, advance(1));
    }

    short i16() {
        return bytes.get(LittleEndian.SHORT, advance(2));
    }

    int i32() {
        return bytes.get(LittleEndian.INT, advance(4));
    }

    long i64() {
        return bytes.get(LittleEndian.LONG, advance(8));
    }

    /**
     * A count of things to come.
     *
     * @param bytesEach how many bytes each takes at least; a count that the rest of the file cannot
     *     hold is refused before anything is allocated for it
     */
    int count(String what, int bytesEach) {
        long count = i64();
        long most = (bytes.byteSize() - position) / bytesEach;
        if (count < 0 || count > most || count > Integer.MAX_VALUE - 8) {
            throw new ModelFolderException(
                    "%s claims %s %s at byte %d, but is too short for them: it is cut or damaged"
                            .formatted(file, Long.toUnsignedString(count), what, position - 8));
        }
        return (int) count;
    }

    String text() {
        int length = count("bytes of text", 1);
        long start = advance(length);
        byte[] utf8 = bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new ModelFolderException(
                    "%s has text that is not UTF-8 at byte %d: it is damaged"
                            .formatted(file, start),
                    e);
        }
    }

    private long advance(long length) {
        long start = position;
        if (bytes.byteSize() - start < length) {
            throw new ModelFolderException(
                    "%s is cut: it ends at byte %d inside its head"
                            .formatted(file, bytes.byteSize()));
        }
        position += length;
        return start;
    }
}
