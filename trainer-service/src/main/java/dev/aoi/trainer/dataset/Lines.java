package dev.aoi.trainer.dataset;

import dev.aoi.schemas.json.RecordJson;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.observer.TrajectoryCompletion;
import dev.aoi.schemas.observer.TrajectoryMessage;
import dev.aoi.schemas.worker.Observation;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a trajectory into lines of the data sets. */
final class Lines {
    private Lines() {}

    static ObjectNode whole(Trajectory trajectory) {
        return RecordJson.tree(trajectory);
    }

    static ObjectNode verdict(Trajectory trajectory) {
        ObjectNode line = incident(trajectory);
        line.put("task_type", trajectory.getOpened().getTaskType().name().toLowerCase(Locale.ROOT));
        line.put("reason", trajectory.getClosed().getReason().name().toLowerCase(Locale.ROOT));
        outcome(line, trajectory);
        trajectory.getEvaluation().ifPresent(e -> line.set("evaluation", RecordJson.tree(e)));
        trajectory.getSubmission().ifPresent(s -> line.set("submission", RecordJson.tree(s)));
        return line;
    }

    static Stream<ObjectNode> completions(Trajectory trajectory) {
        Map<String, TrajectoryMessage> messages =
                trajectory.getMessages().stream()
                        .collect(Collectors.toMap(TrajectoryMessage::getId, Function.identity()));
        return trajectory.getCompletions().stream()
                .filter(c -> c.getFailure().isEmpty())
                .map(c -> completion(trajectory, c, messages));
    }

    static Stream<ObjectNode> observations(Trajectory trajectory) {
        return trajectory.getObservations().stream().map(o -> observation(trajectory, o));
    }

    private static ObjectNode completion(
            Trajectory trajectory,
            TrajectoryCompletion completion,
            Map<String, TrajectoryMessage> messages) {
        ObjectNode line = incident(trajectory);
        ArrayNode prompt = line.putArray("prompt");
        for (String id : completion.getMessages()) {
            TrajectoryMessage message = messages.get(id);
            if (message == null) {
                throw new IllegalArgumentException(
                        "Trajectory of " + incidentId(trajectory) + " lacks message " + id);
            }
            message(prompt, message.getRole(), message.getContent());
        }
        message(line.putArray("completion"), "assistant", completion.getAnswer());
        line.put("role", completion.getRole());
        line.put("purpose", completion.getPurpose());
        line.put("turn", completion.getTurn());
        line.put("round", completion.getRound());
        line.put("attempt", completion.getAttempt());
        line.put("policy", completion.getPolicy());
        line.put("model", completion.getModel());
        line.put("adapter_version", completion.getAdapterVersion());
        line.put("prompt_hash", completion.getPromptHash());
        line.put("finish_reason", completion.getFinishReason());
        if (!completion.getTokenIds().isEmpty()) {
            completion.getTokenIds().forEach(line.putArray("completion_ids")::add);
            completion.getLogProbs().forEach(line.putArray("sampling_logprobs")::add);
        }
        outcome(line, trajectory);
        return line;
    }

    private static ObjectNode observation(Trajectory trajectory, Observation observation) {
        ObjectNode line = incident(trajectory);
        line.put("role", observation.getRole());
        line.put("turn", observation.getTurn());
        line.put("round", observation.getRound());
        line.put("attempt", observation.getAttempt());
        line.put("command", observation.getCommand());
        line.put("typed", observation.getTyped());
        line.put("verdict", observation.getVerdict().name().toLowerCase(Locale.ROOT));
        line.put("refusal", observation.getRefusal());
        line.put("exit_code", observation.getExitCode());
        line.put("output", observation.getOutput());
        line.put("error_output", observation.getErrorOutput());
        line.put("truncated", observation.getTruncated());
        return line;
    }

    private static void message(ArrayNode messages, String role, String content) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("role", role);
        message.put("content", content);
        messages.add(message);
    }

    /** Columns that every line begins with. */
    private static ObjectNode incident(Trajectory trajectory) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("incident", incidentId(trajectory));
        line.put("trajectory", trajectory.getHeader().getEventId());
        return line;
    }

    private static void outcome(ObjectNode line, Trajectory trajectory) {
        trajectory
                .getEvaluation()
                .ifPresent(
                        evaluation -> {
                            line.put("problem", evaluation.getProblemId());
                            line.put("strict_success", evaluation.getStrictSuccess());
                            line.put("compat_success", evaluation.getCompatSuccess());
                        });
    }

    private static String incidentId(Trajectory trajectory) {
        return trajectory.getHeader().getIncidentId();
    }
}
