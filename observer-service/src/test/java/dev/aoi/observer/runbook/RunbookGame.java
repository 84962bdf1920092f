package dev.aoi.observer.runbook;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.observer.decision.Verdict;
import dev.aoi.observer.incident.Known;
import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.incident.Turn;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.Phase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** Plays the runbook against a cluster given as command text to output. */
final class RunbookGame {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AnswerSchema SCHEMA = AnswerSchema.load("observer/decision");

    final List<String> commands = new ArrayList<>();
    final List<String> repairs = new ArrayList<>();
    private final ObserverRunbook runbook = new ObserverRunbook(TokenCounter.estimate());
    private final TaskType task;
    private final UnaryOperator<String> cluster;
    private final UnaryOperator<String> executor;

    RunbookGame(TaskType task, UnaryOperator<String> cluster, UnaryOperator<String> executor) {
        this.task = task;
        this.cluster = cluster;
        this.executor = executor;
    }

    /** The last decision: a submission, or giving up. */
    JsonNode play() {
        List<Turn> memory = new ArrayList<>();
        String context = "";
        for (int turn = 1; turn <= 14; turn++) {
            String answer = runbook.decide(view(turn, memory, context));
            if (!(SCHEMA.check(answer) instanceof dev.aoi.agent.answer.Checked.Valid)) {
                throw new AssertionError(SCHEMA.check(answer) + " " + answer);
            }
            JsonNode json = JSON.readTree(answer);
            String step = json.path("next_step").asString();
            if (step.equals("submit") || step.equals("give_up")) {
                return json;
            }
            memory.add(turn(turn, json));
            context =
                    step.equals("execute")
                            ? block(
                                    json.path("repair").path("command").asString(),
                                    executor,
                                    repairs)
                            : checks(json);
        }
        throw new AssertionError("No answer after 14 turns: " + commands);
    }

    private String checks(JsonNode json) {
        StringBuilder context = new StringBuilder();
        StreamSupport.stream(json.path("probe").path("checks").spliterator(), false)
                .limit(3)
                .forEach(c -> context.append(block(c.asString(), cluster, commands)));
        return context.toString();
    }

    private String block(String command, UnaryOperator<String> world, List<String> record) {
        record.add(command);
        String canonical =
                "kubectl "
                        + command.replaceFirst(
                                "^(get|describe|exec) (service|deployment|pod) ", "$1 $2/");
        return "### "
                + Headers.shortId(Headers.sha256(canonical + record.size()))
                + " "
                + canonical
                + " (exit 0)\n"
                + world.apply(command)
                + "\n";
    }

    private ObserverView view(int turn, List<Turn> memory, String context) {
        return new ObserverView(
                "inc",
                task,
                "d",
                "ns",
                task == TaskType.MITIGATION,
                turn,
                14,
                3,
                35_000,
                List.copyOf(memory),
                context,
                List.<Known.Handle>of(),
                List.of(),
                Verdict.Reply.NONE,
                1,
                Long.MAX_VALUE);
    }

    private static Turn turn(int number, JsonNode json) {
        return new Turn(
                number,
                new Verdict(
                        json.path("summary").asString(),
                        Phase.SURFACE_SCAN,
                        "",
                        new Verdict.Belief("", List.of(), "", "Low"),
                        0,
                        List.of(),
                        List.of(),
                        NextStep.PROBE,
                        "",
                        new Verdict.Looking(List.of(), "", List.of()),
                        new Verdict.Repair("", "", "", List.of(), "", "", "", "", ""),
                        Verdict.Reply.NONE),
                "c" + number,
                List.of(),
                "done");
    }
}
