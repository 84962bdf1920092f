package dev.aoi.agent.prompt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads prompts as configured.
 *
 * @param folder operator's own prompt files, which come before those on the class path
 */
public record PromptFiles(Optional<Path> folder) {
    public PromptFiles {
        folder.filter(f -> !Files.isDirectory(f))
                .ifPresent(
                        f -> {
                            throw new PromptException("aoi.prompts.dir " + f + " is no folder");
                        });
    }

    /** The prompt of this name, e.g. {@code observer/decision}. */
    public PromptFile load(String name) {
        return PromptFile.load(name, folder);
    }
}
