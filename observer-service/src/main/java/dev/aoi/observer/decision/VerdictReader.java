package dev.aoi.observer.decision;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.answer.Checked;
import dev.aoi.observer.incident.ObserverIncident;
import dev.aoi.schemas.observer.NextStep;
import dev.aoi.schemas.observer.Phase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads an answer of the observer's mind: first its form (JSON schema), then its meaning against
 * the incident ({@link VerdictRules}). Pure: the same answer and incident give the same result.
 */
public final class VerdictReader {
    private final AnswerSchema schema;

    public VerdictReader(AnswerSchema schema) {
        this.schema = schema;
    }

    /** What an answer turned out to be. */
    public sealed interface Read {
        /** It can be followed. */
        record Valid(Verdict verdict) implements Read {}

        /** It cannot; the mind is asked again with these sentences. */
        record Invalid(List<String> errors) implements Read {}
    }

    public Read read(String answer, ObserverIncident incident) {
        return switch (schema.check(answer)) {
            case Checked.Invalid invalid -> new Read.Invalid(invalid.errors());
            case Checked.Valid valid -> check(valid.json(), incident);
        };
    }

    private static Read check(ObjectNode json, ObserverIncident incident) {
        List<String> errors = new ArrayList<>();
        ObservedNames names = new ObservedNames(incident);
        Verdict verdict = verdict(json, names, errors);
        VerdictRules.check(verdict, incident, names, errors);
        return errors.isEmpty() ? new Read.Valid(verdict) : new Read.Invalid(List.copyOf(errors));
    }

    private static Verdict verdict(ObjectNode json, ObservedNames names, List<String> errors) {
        JsonNode cause = json.path("root_cause");
        JsonNode probe = json.path("probe");
        JsonNode repair = json.path("repair");
        JsonNode answer = json.path("answer");
        return new Verdict(
                text(json, "summary"),
                Phase.valueOf(text(json, "phase").toUpperCase(Locale.ROOT)),
                text(json, "phase_reason"),
                new Verdict.Belief(
                        text(cause, "suspected"),
                        texts(cause, "symptoms"),
                        text(cause, "causality_chain"),
                        text(cause, "confidence")),
                json.path("confidence").asInt(0),
                each(json.path("plan"))
                        .map(
                                t ->
                                        new Verdict.Task(
                                                text(t, "name"),
                                                text(t, "objective"),
                                                text(t, "agent"),
                                                text(t, "status")))
                        .toList(),
                names.observations(texts(json, "evidence"), errors),
                NextStep.valueOf(text(json, "next_step").toUpperCase(Locale.ROOT)),
                text(json, "instruction"),
                new Verdict.Looking(
                        texts(probe, "targets"),
                        text(probe, "investigation_type"),
                        texts(probe, "checks")),
                new Verdict.Repair(
                        text(repair, "problem_type"),
                        text(repair, "target"),
                        text(repair, "issue"),
                        names.observations(texts(repair, "evidence"), errors),
                        text(repair, "current"),
                        text(repair, "expected"),
                        text(repair, "method"),
                        text(repair, "command"),
                        text(repair, "expectation")),
                new Verdict.Reply(
                        text(answer, "verdict"),
                        texts(answer, "components"),
                        text(answer, "system_level"),
                        text(answer, "fault_type"),
                        answer.path("mitigated").asBoolean(false)));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("").strip();
    }

    private static List<String> texts(JsonNode node, String field) {
        return each(node.path(field)).map(n -> n.asString("").strip()).toList();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
