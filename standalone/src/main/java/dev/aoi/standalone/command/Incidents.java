package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.output.Suggestions;
import dev.aoi.standalone.story.IncidentBook;
import dev.aoi.standalone.story.IncidentStory;

import java.util.Collection;

/** Finds incidents that were named, or says why not. */
final class Incidents {
    private Incidents() {}

    /**
     * Passes an incident that is still open.
     *
     * @param closed what is said of one that is not, before its status
     */
    static void checkOpen(String id, IncidentBook book, String closed) {
        IncidentStory story = book.story(id).orElseThrow(() -> unknown(id, book.ids()));
        if (story.closed().isPresent()) {
            throw CommandFailure.unsuccessful(
                    "Incident " + id + " " + closed + " (" + story.status() + ").");
        }
    }

    static CommandFailure unknown(String id, Collection<String> known) {
        return CommandFailure.usage(
                "There is no incident " + id + Suggestions.didYouMean(id, known));
    }
}
