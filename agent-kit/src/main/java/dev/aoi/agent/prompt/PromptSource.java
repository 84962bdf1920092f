package dev.aoi.agent.prompt;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the text of a prompt file comes from: a folder of the operator's, else the class path. */
record PromptSource(Optional<Path> folder) {
    private static final String CLASS_PATH_FOLDER = "prompts/";

    /**
     * @param file e.g. {@code observer/decision.system.md}
     * @throws PromptException if it is in neither place
     */
    String read(String file) {
        try {
            Optional<Path> override = folder.map(f -> f.resolve(file)).filter(Files::isRegularFile);
            if (override.isPresent()) {
                return Files.readString(override.get());
            }
            try (@Nullable InputStream in = open(CLASS_PATH_FOLDER + file)) {
                if (in == null) {
                    throw new PromptException(
                            "There is no prompt file "
                                    + CLASS_PATH_FOLDER
                                    + file
                                    + " on the class path"
                                    + folder.map(f -> ", nor " + file + " in " + f).orElse(""));
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new PromptException("Cannot read prompt file " + file, e);
        }
    }

    private static @Nullable InputStream open(String resource) {
        return PromptSource.class.getClassLoader().getResourceAsStream(resource);
    }
}
