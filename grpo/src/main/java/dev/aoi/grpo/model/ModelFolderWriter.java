package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.pytorch.global.torch.ScalarType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a changed model beside the one that it came from: weights in the number format that the
 * folder names, all other files as they are.
 */
public final class ModelFolderWriter {
    private static final String WEIGHTS = "model.safetensors";

    private ModelFolderWriter() {}

    /**
     * Writes a folder.
     *
     * @param origin the folder that the model was loaded from
     * @param target made when it is missing; must not be the origin
     * @throws UncheckedIOException when the disk does not take it
     */
    public static void write(DecoderModel model, Path origin, Path target) {
        if (target.toAbsolutePath().normalize().equals(origin.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(
                    target + " is the model's own folder; name another one to write to");
        }
        try (Scope _ = Scope.open()) {
            Files.createDirectories(target);
            try (Stream<Path> files = Files.list(origin)) {
                for (Path file : files.filter(ModelFolderWriter::isKept).toList()) {
                    Files.copy(
                            file,
                            target.resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            ScalarType type = type(model.config().type());
            List<TensorContent> contents =
                    model.weights().entrySet().stream()
                            .map(it -> TensorBytes.content(it.getKey(), it.getValue().to(type)))
                            .toList();
            SafetensorsWriter.write(target.resolve(WEIGHTS), Map.of("format", "pt"), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(target, e.getMessage()), e);
        }
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.contains(".safetensors");
    }

    private static ScalarType type(ElementType type) {
        return switch (type) {
            case BF16 -> ScalarType.BFloat16;
            case F16 -> ScalarType.Half;
            case F64 -> ScalarType.Double;
            default -> ScalarType.Float;
        };
    }
}
