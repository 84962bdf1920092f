package dev.aoi.executor.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.worker.mind.Reading;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Reads proposals out of completions. Pure: the same completion always reads the same. */
public final class ProposalReader {
    /** Name of prompt and answer schema. */
    public static final String NAME = "executor/round";

    private final AnswerSchema schema;

    public ProposalReader(AnswerSchema schema) {
        this.schema = schema;
    }

    /** Reads a completion; the view is what the mind saw. */
    public Reading<Proposal> read(Completion completion, ExecutorView view) {
        return Reading.of(completion, schema, json -> proposal(json, view));
    }

    private static Reading<Proposal> proposal(ObjectNode json, ExecutorView view) {
        String command = json.path("command").stringValue("").strip();
        String stated = json.path("expectation").stringValue("").strip();
        boolean complete = json.path("next").stringValue("").equals("complete");
        if (command.isEmpty()) {
            return complete
                    ? new Reading.Proposed<>(new Proposal("", "", true))
                    : new Reading.Unusable<>(
                            List.of("command: may be empty only when next is \"complete\""));
        }
        String expectation =
                stated.isEmpty() ? view.command().getRepair().getExpectation().strip() : stated;
        return Judge.problem(command, expectation, view)
                .<Reading<Proposal>>map(
                        problem -> new Reading.Unusable<>(List.of("expectation: " + problem)))
                .orElseGet(
                        () -> new Reading.Proposed<>(new Proposal(command, expectation, complete)));
    }
}
