package dev.aoi.grpo.weights;

import tools.jackson.databind.JsonNode;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * The tensors of a folder: those of {@code model.safetensors}, or of the shards that {@code
 * model.safetensors.index.json} lists. The segments end with {@link #close}.
 *
 * <p>Invariant: the index and the shards agree in both directions.
 */
public final class ModelWeights implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private final Path directory;
    private final SequencedMap<String, Safetensors> byTensor = new LinkedHashMap<>();
    private final List<Safetensors> files = new ArrayList<>();

    private ModelWeights(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens every file and checks it against the index, if there is one. A single file goes before
     * an index, as in transformers.
     *
     * @throws ModelFolderException when a file or a tensor is missing, cut or in the wrong shard
     */
    public static ModelWeights open(Path directory) {
        ModelWeights weights = new ModelWeights(directory);
        try {
            weights.open();
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void open() {
        if (!Files.exists(directory.resolve(SINGLE)) && Files.exists(directory.resolve(INDEX))) {
            openShards(shards(ConfigJson.read(directory.resolve(INDEX)).nested("weight_map")));
            return;
        }
        if (!Files.exists(directory.resolve(SINGLE))
                && Files.exists(directory.resolve("pytorch_model.bin"))) {
            throw new ModelFolderException(
                    directory
                            + " has its weights in pytorch_model.bin, which this library does not"
                            + " read; save them as safetensors");
        }
        Safetensors file = add(directory.resolve(SINGLE));
        file.names().forEach(name -> byTensor.put(name, file));
    }

    /** The names of the tensors that each shard must hold. */
    private static Map<String, List<String>> shards(ConfigJson weightMap) {
        if (weightMap.json().isEmpty()) {
            throw new ModelFolderException(weightMap.source() + " is missing or empty");
        }
        Map<String, List<String>> shards = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : weightMap.json().properties()) {
            String shard = entry.getValue().asString("");
            if (!shard.endsWith(".safetensors") || shard.contains("/") || shard.contains("\\")) {
                throw weightMap.mustBe(
                        entry.getKey(), "the name of a .safetensors file in the folder");
            }
            shards.computeIfAbsent(shard, _ -> new ArrayList<>()).add(entry.getKey());
        }
        return shards;
    }

    private void openShards(Map<String, List<String>> shards) {
        shards.forEach(
                (shard, names) -> {
                    Safetensors file = add(directory.resolve(shard));
                    for (String name : names) {
                        if (!file.names().contains(name)) {
                            throw new ModelFolderException(
                                    "%s lacks tensor %s, which %s places there; copy both again"
                                            .formatted(file.file(), name, INDEX));
                        }
                        byTensor.put(name, file);
                    }
                });
        for (Safetensors file : files) {
            for (String name : file.names()) {
                if (byTensor.get(name) != file) {
                    throw new ModelFolderException(
                            "%s holds tensor %s, which %s %s; copy both again"
                                    .formatted(file.file(), name, INDEX, place(name)));
                }
            }
        }
    }

    private String place(String name) {
        Safetensors file = byTensor.get(name);
        return file == null ? "does not list" : "places in " + file.file().getFileName();
    }

    private Safetensors add(Path file) {
        Safetensors opened = Safetensors.open(file);
        files.add(opened);
        return opened;
    }

    /** The folder. */
    public Path directory() {
        return directory;
    }

    /** All tensors' names. */
    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(byTensor.sequencedKeySet());
    }

    /** Whether there is such a tensor. */
    public boolean contains(String name) {
        return byTensor.containsKey(name);
    }

    /**
     * What a tensor is and where it lies.
     *
     * @throws ModelFolderException when the folder has no such tensor
     */
    public TensorInfo info(String name) {
        return holder(name).info(name);
    }

    /**
     * A tensor's bytes, mapped from its file.
     *
     * @throws ModelFolderException when the folder has no such tensor
     */
    public MemorySegment segment(String name) {
        return holder(name).segment(name);
    }

    private Safetensors holder(String name) {
        Safetensors file = byTensor.get(name);
        if (file == null) {
            throw new ModelFolderException(directory + " has no tensor " + name);
        }
        return file;
    }

    @Override
    public void close() {
        files.forEach(Safetensors::close);
        files.clear();
        byTensor.clear();
    }
}
