package dev.aoi.agent.prompt;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Message;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prompt: a system and a user template, found as {@code prompts/<name>.system.md} and {@code
 * prompts/<name>.user.md} on the class path. The same files build prompts for serving and for
 * training.
 */
public final class PromptFile {
    private final PromptTemplate system;
    private final PromptTemplate user;
    private final String hash;

    private PromptFile(String name, PromptSource source) {
        String systemFile = name + ".system.md";
        String userFile = name + ".user.md";
        String systemText = source.read(systemFile);
        String userText = source.read(userFile);
        this.system = new PromptTemplate(systemFile, systemText);
        this.user = new PromptTemplate(userFile, userText);
        this.hash = Headers.sha256(systemText + '\0' + userText);
    }

    /**
     * The prompt of this name, e.g. {@code observer/decision}.
     *
     * @throws PromptException if a file is missing or faulty
     */
    public static PromptFile load(String name) {
        return load(name, Optional.empty());
    }

    /**
     * As {@link #load(String)}, but a file of the same relative name in the folder comes first
     * (setting {@code aoi.prompts.dir}; see {@link PromptFiles}).
     */
    public static PromptFile load(String name, Optional<Path> folder) {
        return new PromptFile(name, new PromptSource(folder));
    }

    /**
     * The messages: system, then user.
     *
     * @param values what the templates name; anything Mustache can look into (maps, lists, records)
     * @throws PromptException if a named value is missing
     */
    public List<Message> render(Map<String, ?> values) {
        return List.of(
                new Message("system", system.render(values)),
                new Message("user", user.render(values)));
    }

    /** SHA-256 over the text of both files, 64 hexadecimal digits. */
    public String hash() {
        return hash;
    }
}
