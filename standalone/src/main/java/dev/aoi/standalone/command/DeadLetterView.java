package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.log.DeadLetterLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.Suggestions;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Dead letters as people and programs see them. */
final class DeadLetterView {
    private DeadLetterView() {}

    static String state(DeadLetterLog.Entry entry) {
        if (!entry.waits()) {
            return entry.resolved();
        }
        return entry.letter().getBehind().isEmpty() ? "waits" : "parked";
    }

    static String place(DeadLetterLog.Entry entry) {
        var letter = entry.letter();
        return letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset();
    }

    static String cause(DeadLetterLog.Entry entry) {
        return entry.letter().getBehind().isEmpty()
                ? entry.letter().getCause()
                : "behind " + entry.letter().getBehind();
    }

    static ObjectNode json(DeadLetterLog.Entry entry) {
        var letter = entry.letter();
        return Screen.object("dead-letter")
                .put("id", entry.id())
                .put("role", letter.getRole())
                .put("incident", letter.getHeader().getIncidentId())
                .put("state", state(entry))
                .put("topic", letter.getTopic())
                .put("partition", letter.getPartition())
                .put("offset", letter.getOffset())
                .put("cause", letter.getCause())
                .put("attempts", letter.getAttempts())
                .put("behind", letter.getBehind())
                .put("time", letter.getHeader().getTime().toString());
    }

    /** The letter whose id begins so; ids may be cut as long as they are clear. */
    static DeadLetterLog.Entry find(List<DeadLetterLog.Entry> entries, String id) {
        List<DeadLetterLog.Entry> found =
                entries.stream().filter(e -> e.id().startsWith(id)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw CommandFailure.usage(
                    found.size() + " dead letters begin with " + id + "; give more of the id.");
        }
        throw CommandFailure.usage(
                "There is no dead letter "
                        + id
                        + Suggestions.didYouMean(
                                id, entries.stream().map(DeadLetterLog.Entry::id).toList()));
    }
}
