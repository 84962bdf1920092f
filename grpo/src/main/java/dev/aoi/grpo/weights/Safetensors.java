package dev.aoi.grpo.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * A safetensors file, mapped into memory and read only. Nothing is copied: the segments given out
 * point into the mapping and end with {@link #close}. Any thread may read.
 *
 * <p>Opening checks the whole header: every tensor's type, shape and place are consistent and the
 * data is covered without overlap, hole or rest. The file must not be cut while it is open.
 */
public final class Safetensors implements AutoCloseable {
    private final Path file;
    private final Arena arena;
    private final MemorySegment mapping;
    private final SafetensorsHeader header;

    private Safetensors(Path file, Arena arena, MemorySegment mapping, SafetensorsHeader header) {
        this.file = file;
        this.arena = arena;
        this.mapping = mapping;
        this.header = header;
    }

    /**
     * Maps a file and checks its header.
     *
     * @throws ModelFolderException when it is missing, cut or not a valid safetensors file
     */
    public static Safetensors open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFolderException(
                    file + " is missing; copy the complete model folder again");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapping = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            SafetensorsHeader header = SafetensorsHeader.read(file, mapping);
            return new Safetensors(file, arena, mapping, header);
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

    /** The tensors' names, in the order of their data. */
    public SequencedSet<String> names() {
        return header.tensors().sequencedKeySet();
    }

    /** The free text pairs of {@code __metadata__}, empty when the file has none. */
    public SequencedMap<String, String> metadata() {
        return header.metadata();
    }

    /**
     * What a tensor is and where it lies.
     *
     * @throws ModelFolderException when the file has no such tensor
     */
    public TensorInfo info(String name) {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new ModelFolderException(file + " has no tensor " + name);
        }
        return info;
    }

    /**
     * A tensor's bytes in the mapping. They need not be aligned to the element size: old writers
     * did not pad the header.
     *
     * @throws ModelFolderException when the file has no such tensor
     */
    public MemorySegment segment(String name) {
        TensorInfo info = info(name);
        return mapping.asSlice(info.offset(), info.byteLength());
    }

    @Override
    public void close() {
        arena.close();
    }
}
