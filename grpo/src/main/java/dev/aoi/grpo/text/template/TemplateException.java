package dev.aoi.grpo.text.template;

/**
 * A template that cannot be read, that uses something outside the supported subset, or that fails
 * while it runs (also by its own {@code raise_exception}). The message names the template and the
 * line.
 */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    TemplateException(String message) {
        this(message, 0);
    }

    TemplateException(String message, int line) {
        super(message);
        this.line = line;
    }

    /**
     * Where it happened.
     *
     * @return the line, from 1, or 0 if there is none
     */
    public int line() {
        return line;
    }

    TemplateException at(int where) {
        return line > 0 ? this : copy(getMessage(), where);
    }

    TemplateException in(String template) {
        return copy(template + (line > 0 ? ", line " + line : "") + ": " + getMessage(), line);
    }

    private TemplateException copy(String message, int where) {
        TemplateException copy = new TemplateException(message, where);
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
