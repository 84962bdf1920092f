package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Statement.Parameter;
import dev.aoi.grpo.text.template.Statement.Signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A macro, or the body of a call block. It sees the variables of the place where it is defined.
 * What is given beyond its parameters is refused, save the {@code caller} of a call block.
 *
 * @param signature its name and parameters
 * @param body what it writes
 * @param scope where it is defined
 * @param budget the rendering's limits
 */
record Macro(Signature signature, List<Statement> body, Scope scope, Budget budget)
        implements Callable {

    @Override
    public Object call(Arguments arguments) {
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        Object caller = named.remove("caller");
        String[] names =
                signature.parameters().stream().map(Parameter::name).toArray(String[]::new);
        Map<String, Object> given =
                new Arguments(arguments.positional(), named).bind(signature.name(), names).values();
        Scope inner = new Scope(scope);
        for (Parameter parameter : signature.parameters()) {
            Object value = given.get(parameter.name());
            if (value == null && parameter.fallback() != null) {
                value = Evaluator.value(parameter.fallback(), inner);
            }
            inner.set(parameter.name(), value == null ? missing(parameter) : value);
        }
        if (caller != null) {
            inner.set("caller", caller);
        }
        budget.enter();
        try {
            Output output = new Output(budget);
            new Interpreter(output).run(body, inner);
            return output.text();
        } finally {
            budget.leave();
        }
    }

    private static Undefined missing(Parameter parameter) {
        return new Undefined("parameter '" + parameter.name() + "' was not provided");
    }
}
