package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A Jinja 2 template in the dialect that transformers gives to chat templates: {@code trim_blocks},
 * {@code lstrip_blocks}, loop controls, {@code {% generation %}}, {@code tojson} without HTML
 * escapes, {@code raise_exception} and {@code strftime_now}; values cannot be changed. What lies
 * outside the subset (inheritance, includes, recursive loops, rare filters) is refused by name when
 * the template is read. Rendering is limited in steps, text and depth. Immutable.
 */
public final class Template {

    private final String name;
    private final List<Statement> body;

    private Template(String name, List<Statement> body) {
        this.name = name;
        this.body = body;
    }

    /**
     * Reads a template.
     *
     * @param name for messages, such as its file
     * @param source its text
     * @return the template
     * @throws TemplateException if it is malformed or uses something unsupported
     */
    public static Template parse(String name, String source) {
        try {
            return new Template(name, Parser.parse(source));
        } catch (TemplateException e) {
            throw e.in(name);
        } catch (StackOverflowError e) {
            throw new TemplateException("the template or its values nest too deeply").in(name);
        }
    }

    /**
     * Renders it.
     *
     * @param variables text, numbers, booleans, null, lists, maps and JSON nodes, by name; they
     *     hide the built-in functions
     * @param clock for {@code strftime_now}
     * @return the text and its generated parts
     * @throws TemplateException if it fails, also by its own {@code raise_exception}
     */
    public Rendered render(Map<String, ? extends @Nullable Object> variables, Clock clock) {
        try {
            Scope globals = new Scope(null);
            Globals.define(globals, clock);
            Scope scope = new Scope(globals);
            variables.forEach((key, value) -> scope.set(key, Values.from(value)));
            Output output = new Output(new Budget());
            new Interpreter(output).run(body, scope);
            return output.rendered();
        } catch (TemplateException e) {
            throw e.in(name);
        } catch (StackOverflowError e) {
            throw new TemplateException("the template or its values nest too deeply").in(name);
        }
    }
}
