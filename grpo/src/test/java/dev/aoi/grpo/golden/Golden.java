package dev.aoi.grpo.golden;

import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What golden_models.py made. */
final class Golden {
    static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of("src/test/resources/golden");

    static {
        Libtorch.start(1);
    }

    private Golden() {}

    static Path family(String name) {
        return ROOT.resolve(name);
    }

    /** All tensors of a file, in the innermost scope. */
    static Map<String, Tensor> tensors(Path file) {
        try (Safetensors stored = Safetensors.open(file)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : stored.names()) {
                tensors.put(name, TensorBytes.read(stored, name));
            }
            return tensors;
        }
    }

    static List<JsonNode> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error of a tensor: the length of the difference by the length of what is expected. */
    static double error(Tensor actual, Tensor expected) {
        try (Scope _ = Scope.open()) {
            return error(TensorBytes.doubles(actual), TensorBytes.doubles(expected));
        }
    }

    static double error(double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError(
                    "%d values instead of %d".formatted(actual.length, expected.length));
        }
        double difference = 0;
        double length = 0;
        for (int i = 0; i < actual.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference) / Math.sqrt(length);
    }

    /** The error of one number. */
    static double error(double actual, double expected) {
        return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);
    }
}
