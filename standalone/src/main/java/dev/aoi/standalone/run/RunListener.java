package dev.aoi.standalone.run;

import dev.aoi.agent.log.Fact;
import dev.aoi.standalone.story.IncidentStory;

import java.util.List;

/** Who watches incidents being worked. */
public interface RunListener {
    /** A fact of one of the incidents, in log order per topic. */
    void fact(Fact fact);

    /**
     * An incident is over, or nobody works it.
     *
     * @param facts all its facts since it was asked for
     */
    void finished(IncidentStory story, List<Fact> facts);

    /** Something that is no fact but that a person should know. */
    void remark(String sentence);
}
