package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Statement.Target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs statements. */
final class Interpreter {

    /** How a statement ended. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Output output;

    Interpreter(Output output) {
        this.output = output;
    }

    Flow run(List<Statement> body, Scope scope) {
        for (Statement statement : body) {
            output.budget().spendStep();
            Flow flow = run(statement, scope);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow run(Statement statement, Scope scope) {
        switch (statement) {
            case Statement.Text text -> output.add(text.text());
            case Statement.Output out -> write(out.value(), scope);
            case Statement.If branch -> {
                return run(
                        Evaluator.truth(branch.test(), scope) ? branch.then() : branch.otherwise(),
                        scope);
            }
            case Statement.For loop -> {
                return loop(loop, scope);
            }
            case Statement.SetValue set ->
                    assign(set.target(), Evaluator.value(set.value(), scope), scope, set.line());
            case Statement.SetBlock set -> {
                Object text = captured(set.body(), scope);
                Object value =
                        set.filter() == null
                                ? text
                                : Evaluator.filterChain(set.filter(), text, scope);
                assign(set.target(), value, scope, set.line());
            }
            case Statement.MacroDefinition macro ->
                    scope.set(
                            macro.signature().name(),
                            new Macro(macro.signature(), macro.body(), scope, output.budget()));
            case Statement.CallBlock call -> call(call, scope);
            case Statement.FilterBlock filter ->
                    output.add(
                            PythonText.str(
                                    Evaluator.filterChain(
                                            filter.filter(),
                                            captured(filter.body(), scope),
                                            scope)));
            case Statement.With with -> {
                Scope inner = new Scope(scope);
                with.values().forEach(v -> inner.set(v.name(), Evaluator.value(v.value(), scope)));
                return run(with.body(), inner);
            }
            case Statement.Generation generation ->
                    output.addGenerated(captured(generation.body(), scope));
            case Statement.Break _ -> {
                return Flow.BREAK;
            }
            case Statement.Continue _ -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NEXT;
    }

    private void write(Expression expression, Scope scope) {
        Object value = Evaluator.value(expression, scope);
        try {
            output.add(PythonText.str(value));
        } catch (TemplateException e) {
            throw e.at(expression.line());
        }
    }

    private String captured(List<Statement> body, Scope scope) {
        Output inner = new Output(output.budget());
        new Interpreter(inner).run(body, new Scope(scope));
        return inner.text();
    }

    private void call(Statement.CallBlock call, Scope scope) {
        Macro caller = new Macro(call.signature(), call.body(), scope, output.budget());
        try {
            Object target = Evaluator.value(call.callee().target(), scope);
            Arguments plain = Evaluator.arguments(call.callee().arguments(), scope);
            Map<String, Object> named = new LinkedHashMap<>(plain.named());
            named.put("caller", caller);
            Object text = Evaluator.call(target, new Arguments(plain.positional(), named));
            output.add(PythonText.str(text));
        } catch (TemplateException e) {
            throw e.at(call.line());
        }
    }

    /**
     * 1. The items are those that the filter keeps; it sees the item, not {@code loop}. 2. Each
     * round has its own variables. 3. Without a single round the {@code else} part runs.
     */
    private Flow loop(Statement.For loop, Scope scope) {
        try {
            LoopState state = new LoopState(items(loop, scope));
            boolean ran = false;
            while (state.advance()) {
                ran = true;
                output.budget().spendStep();
                Scope round = new Scope(scope);
                round.set("loop", state);
                assign(loop.target(), state.item(), round, loop.line());
                Flow flow = run(loop.body(), round);
                if (flow == Flow.BREAK) {
                    break;
                }
            }
            return ran ? Flow.NEXT : run(loop.otherwise(), new Scope(scope));
        } catch (TemplateException e) {
            throw e.at(loop.line());
        }
    }

    private List<Object> items(Statement.For loop, Scope scope) {
        List<Object> all = Values.items(Evaluator.value(loop.items(), scope));
        if (loop.filter() == null) {
            return all;
        }
        List<Object> kept = new ArrayList<>();
        for (Object item : all) {
            Scope trial = new Scope(scope);
            assign(loop.target(), item, trial, loop.line());
            if (Evaluator.truth(loop.filter(), trial)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static void assign(Target target, Object value, Scope scope, int line) {
        try {
            switch (target) {
                case Target.Variable variable -> scope.set(variable.name(), value);
                case Target.Member member -> {
                    if (!(scope.get(member.namespace()) instanceof Namespace namespace)) {
                        throw new TemplateException(
                                "cannot assign attribute on non-namespace object '"
                                        + member.namespace()
                                        + "'");
                    }
                    namespace.set(member.name(), value);
                }
                case Target.Several several -> {
                    List<Object> items = Values.items(value);
                    if (items.size() != several.targets().size()) {
                        throw new TemplateException(
                                "cannot unpack "
                                        + items.size()
                                        + " items into "
                                        + several.targets().size());
                    }
                    for (int i = 0; i < items.size(); i++) {
                        assign(several.targets().get(i), items.get(i), scope, line);
                    }
                }
            }
        } catch (TemplateException e) {
            throw e.at(line);
        }
    }
}
