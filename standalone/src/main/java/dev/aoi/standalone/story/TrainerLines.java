package dev.aoi.standalone.story;

import dev.aoi.schemas.trainer.PolicyPublished;
import dev.aoi.schemas.trainer.TrainingStep;

import java.util.TreeMap;

/** Training. */
final class TrainerLines {
    private static final String ACTOR = "trainer";

    private TrainerLines() {}

    static StoryLine of(TrainingStep event) {
        return StoryLine.of(
                ACTOR,
                "trains",
                event.getRun()
                        + " step "
                        + event.getStep()
                        + " "
                        + new TreeMap<>(event.getMetrics()));
    }

    static StoryLine of(PolicyPublished event) {
        return StoryLine.of(
                ACTOR,
                "publishes",
                event.getPolicy()
                        + " "
                        + event.getAdapterVersion()
                        + " for "
                        + event.getBaseModel()
                        + " at "
                        + event.getLocation());
    }
}
