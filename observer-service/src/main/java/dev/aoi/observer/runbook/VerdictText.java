package dev.aoi.observer.runbook;

import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.runbook.Suspect.Status;
import dev.aoi.schemas.incident.TaskType;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the rules' decisions in the same JSON form that a model answers in. */
final class VerdictText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SURE = 99;
    private static final int UNSURE = 40;

    private final ObserverView view;

    VerdictText(ObserverView view) {
        this.view = view;
    }

    String probe(CaseFile file, String instruction, String phase, List<String> checks) {
        ObjectNode json = frame(file, phase, "probe", instruction, file.in(Status.CONFIRMED));
        ObjectNode probe = json.putObject("probe");
        probe.put(
                "investigation_type",
                phase.equals("surface_scan") ? "health_check" : "config_verification");
        strings(probe.putArray("checks"), checks);
        return json.toString();
    }

    String execute(CaseFile file, Suspect suspect, Diagnosis diagnosis) {
        ObjectNode json =
                frame(
                        file,
                        "ready_to_fix",
                        "execute",
                        "Repair: " + diagnosis.cause(),
                        List.of(suspect));
        ObjectNode repair = json.putObject("repair");
        repair.put("problem_type", diagnosis.faultType());
        repair.put("target", diagnosis.target());
        repair.put("issue", diagnosis.cause());
        strings(repair.putArray("evidence"), suspect.evidence());
        repair.put("current", diagnosis.current());
        repair.put("expected", diagnosis.expected());
        repair.put("method", diagnosis.command().substring(0, diagnosis.command().indexOf(' ')));
        repair.put("command", diagnosis.command());
        repair.put("expectation", diagnosis.expectation());
        return json.toString();
    }

    String submit(CaseFile file, List<Suspect> causes) {
        String why =
                causes.isEmpty()
                        ? "Every service has endpoints on ports that its process listens on"
                        : String.join(
                                "; ", causes.stream().map(s -> Diagnosis.of(s).cause()).toList());
        ObjectNode json = frame(file, "ready_to_submit", "submit", why, causes);
        if (view.taskType() == TaskType.MITIGATION) {
            ((ObjectNode) json.get("answer")).put("mitigated", true);
        }
        return json.toString();
    }

    String giveUp(CaseFile file, String why) {
        return frame(file, "verification", "give_up", why, file.in(Status.CONFIRMED)).toString();
    }

    private ObjectNode frame(
            CaseFile file, String phase, String step, String instruction, List<Suspect> causes) {
        ObjectNode json = JSON.createObjectNode();
        json.put("summary", file.lines());
        json.put("phase", phase);
        json.put("phase_reason", "case " + file.stage().name().toLowerCase(Locale.ROOT));
        ObjectNode cause = json.putObject("root_cause");
        cause.put("suspected", causes.isEmpty() ? "" : Diagnosis.of(causes.getFirst()).cause());
        strings(
                cause.putArray("symptoms"),
                file.suspects().stream()
                        .filter(s -> s.status() != Status.CLEARED)
                        .map(s -> s.kind().name().toLowerCase(Locale.ROOT) + " " + s.service())
                        .toList());
        cause.put("causality_chain", "");
        cause.put("confidence", causes.isEmpty() ? "Low" : "High");
        json.put("confidence", causes.isEmpty() && !step.equals("submit") ? UNSURE : SURE);
        List<String> evidence =
                causes.isEmpty()
                        ? file.looked()
                        : causes.stream().flatMap(s -> s.evidence().stream()).distinct().toList();
        strings(json.putArray("evidence"), evidence);
        json.put("next_step", step);
        json.put("instruction", instruction);
        answer(json.putObject("answer"), file, causes);
        return json;
    }

    private void answer(ObjectNode answer, CaseFile file, List<Suspect> causes) {
        switch (view.taskType()) {
            case DETECTION -> {
                boolean any = !causes.isEmpty() || !file.in(Status.OPEN).isEmpty();
                answer.put("verdict", any ? "Yes" : "No");
            }
            case LOCALIZATION ->
                    strings(
                            answer.putArray("components"),
                            causes(file, causes).map(Suspect::service).distinct().toList());
            case ANALYSIS ->
                    causes(file, causes)
                            .findFirst()
                            .map(Diagnosis::of)
                            .ifPresent(
                                    d -> {
                                        answer.put("system_level", d.systemLevel());
                                        answer.put("fault_type", d.faultType());
                                    });
            case MITIGATION, UNSPECIFIED -> {
                // Nothing is claimed before the repair was seen to hold.
            }
        }
    }

    /** Confirmed causes, else what is still open: the best answer so far. */
    private static Stream<Suspect> causes(CaseFile file, List<Suspect> confirmed) {
        return confirmed.isEmpty() ? file.in(Status.OPEN).stream() : confirmed.stream();
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
