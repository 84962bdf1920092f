package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ModelFolderException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SequencedMap;

/**
 * A GGUF file (llama.cpp's format; versions 2 and 3, little endian), mapped into memory and read
 * only. Opening reads the head and checks that every tensor lies inside the file.
 */
public final class GgufFile implements AutoCloseable {
    private final Path file;
    private final Arena arena;
    private final MemorySegment mapping;
    private final GgufHeader header;

    private GgufFile(Path file, Arena arena, MemorySegment mapping, GgufHeader header) {
        this.file = file;
        this.arena = arena;
        this.mapping = mapping;
        this.header = header;
    }

    /**
     * Maps a file and reads its head.
     *
     * @throws ModelFolderException when it is missing, cut, damaged, or stores a tensor in a type
     *     that this library does not read
     */
    public static GgufFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFolderException(file + " is no file; give a .gguf file");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapping = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufFile(file, arena, mapping, new GgufHeader(file, mapping).read());
        } catch (IOException e) {
            arena.close();
            throw new ModelFolderException(file + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** The file that was opened. */
    public Path file() {
        return file;
    }

    /** All metadata by key, in the file's order. */
    public SequencedMap<String, GgufValue> metadata() {
        return Collections.unmodifiableSequencedMap(header.metadata());
    }

    /** All tensors by name, in the file's order. */
    public SequencedMap<String, GgufTensor> tensors() {
        return Collections.unmodifiableSequencedMap(header.tensors());
    }

    /**
     * A tensor's bytes as they are stored, mapped until {@link #close}; {@link Dequantizer} reads
     * them.
     *
     * @throws ModelFolderException when the file has no such tensor
     */
    public MemorySegment segment(String name) {
        GgufTensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new ModelFolderException(file + " has no tensor " + name);
        }
        return mapping.asSlice(tensor.offset(), tensor.byteLength());
    }

    @Override
    public void close() {
        arena.close();
    }
}
