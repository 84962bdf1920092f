package dev.aoi.probe.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.worker.mind.Reading;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Reads proposals out of completions. Pure: the same completion always reads the same. */
public final class ProposalReader {
    /** Name of prompt and answer schema. */
    public static final String NAME = "probe/round";

    private final AnswerSchema schema;

    public ProposalReader(AnswerSchema schema) {
        this.schema = schema;
    }

    /** Reads a completion. */
    public Reading<Proposal> read(Completion completion) {
        return Reading.of(completion, schema, ProposalReader::proposal);
    }

    private static Reading<Proposal> proposal(ObjectNode json) {
        String command = json.path("command").stringValue("").strip();
        boolean complete = json.path("next").stringValue("").equals("complete");
        if (command.isEmpty() && !complete) {
            return new Reading.Unusable<>(
                    List.of("command: may be empty only when next is \"complete\""));
        }
        return new Reading.Proposed<>(new Proposal(command, complete));
    }
}
