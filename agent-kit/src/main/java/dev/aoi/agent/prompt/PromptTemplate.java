package dev.aoi.agent.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;

import java.util.Map;
import java.util.Optional;

/**
 * One Mustache template. Values are put in as they are (no HTML escaping) and are never themselves
 * taken for template text; a variable or section without a value is an error.
 */
public final class PromptTemplate {
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).strictSections(true);

    private final String file;
    private final Template template;

    PromptTemplate(String file, String text) {
        this.file = file;
        try {
            this.template = COMPILER.compile(text);
        } catch (MustacheException e) {
            throw new PromptException("Prompt file " + file + " is faulty: " + e.getMessage(), e);
        }
    }

    /**
     * A single piece of a prompt, {@code prompts/<name>.md} on the class path.
     *
     * @throws PromptException if the file is missing or faulty
     */
    public static PromptTemplate load(String name) {
        String file = name + ".md";
        return new PromptTemplate(file, new PromptSource(Optional.empty()).read(file));
    }

    /** The text without blanks around it; {@link PromptException} if a value is missing. */
    public String render(Map<String, ?> values) {
        try {
            return template.execute(values).strip();
        } catch (MustacheException e) {
            throw new PromptException(
                    "Prompt file " + file + " cannot be rendered: " + e.getMessage(), e);
        }
    }
}
