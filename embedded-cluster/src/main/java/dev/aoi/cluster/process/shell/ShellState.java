package dev.aoi.cluster.process.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shell remembers between its commands. A subshell works on a copy. */
final class ShellState {
    final Map<String, String> variables = new LinkedHashMap<>();
    final Set<String> exported = new LinkedHashSet<>();
    final Map<String, Node> functions = new HashMap<>();
    final Map<String, String> traps = new HashMap<>();
    final String name;
    List<String> arguments = new ArrayList<>();
    String directory = "/";
    int status;
    boolean exitOnError;
    boolean trace;

    ShellState(String name, Map<String, String> environment) {
        this.name = name;
        variables.putAll(environment);
        exported.addAll(environment.keySet());
    }

    ShellState copy() {
        ShellState copy = new ShellState(name, Map.of());
        copy.variables.putAll(variables);
        copy.exported.addAll(exported);
        copy.functions.putAll(functions);
        copy.arguments = new ArrayList<>(arguments);
        copy.directory = directory;
        copy.status = status;
        copy.exitOnError = exitOnError;
        copy.trace = trace;
        return copy;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : exported) {
            String value = variables.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }
}
