package dev.aoi.standalone.command;

import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code aoi problems}: needs no stack. */
@Command(name = "problems", description = "List the problems that 'aoi run --problem' knows.")
final class ProblemsCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only problems whose id contains this.")
    private String text = "";

    @Option(
            names = "--targets",
            description = "Also list the services that the fault can be moved to.")
    private boolean targets;

    ProblemsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        List<Problem> problems = Problems.matching(text);
        if (problems.isEmpty()) {
            throw CommandFailure.usage(
                    "No problem's id contains "
                            + text
                            + "; the closest are "
                            + String.join(", ", Problems.closest(text))
                            + ".");
        }
        TextTable table = new TextTable("PROBLEM", "TASK", "APPLICATION", "TARGET");
        for (Problem problem : problems) {
            table.row(
                    problem.id(),
                    problem.task().name().toLowerCase(Locale.ROOT),
                    problem.application(),
                    problem.defaultTarget().isEmpty() ? "-" : problem.defaultTarget());
            screen.emit(object(problem));
        }
        table.lines().forEach(screen::say);
        if (targets) {
            tellTargets(screen, problems);
        }
        return ExitCode.OK;
    }

    private static void tellTargets(Screen screen, List<Problem> problems) {
        for (Problem problem : problems) {
            screen.say("");
            screen.say(
                    problem.id()
                            + (problem.eligibleTargets().isEmpty() ? ": breaks nothing" : ":"));
            problem.eligibleTargets().forEach(service -> screen.say("  " + service));
        }
    }

    private static ObjectNode object(Problem problem) {
        ObjectNode node = Screen.object("problem");
        node.put("id", problem.id());
        node.put("task", problem.task().name().toLowerCase(Locale.ROOT));
        node.put("application", problem.application());
        node.put("target", problem.defaultTarget());
        problem.eligibleTargets().forEach(node.putArray("targets")::add);
        return node;
    }
}
