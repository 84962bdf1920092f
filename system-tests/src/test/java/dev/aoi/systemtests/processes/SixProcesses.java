package dev.aoi.systemtests.processes;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.Map;

/**
 * Gives tests a bench on which each service runs as a process of its own. It is started once for
 * all classes that ask for it, because starting six JVMs takes longer than most of the tests, and
 * ended with the last of them. A test leaves it as it found it: one live process for each service.
 */
final class SixProcesses implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SixProcesses.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Bench.class, type -> started(), Bench.class);
    }

    private static Bench started() {
        Bench bench = Bench.open("six");
        bench.fleet().runEach(Map.of());
        return bench;
    }
}
