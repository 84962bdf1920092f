package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.output.Suggestions;

import java.util.Collection;

/** What to say when an incident is not known. */
final class Incidents {
    private Incidents() {}

    static CommandFailure unknown(String id, Collection<String> known) {
        return CommandFailure.usage(
                "There is no incident " + id + Suggestions.didYouMean(id, known));
    }
}
