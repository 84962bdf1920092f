package dev.aoi.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TopicsTest {

    @Test
    void namesAreUniqueAndTellTheWriter() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.all())
                .allSatisfy(
                        topic ->
                                assertThat(topic.name())
                                        .matches("aoi\\.[a-z]+\\.[a-z-]+")
                                        .startsWith("aoi." + topic.writer().role() + "."));
    }

    @Test
    void onlyStateIsCompacted() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.keeping() == Keeping.LATEST)
                .containsExactlyInAnyOrder(Topics.LEASES, Topics.OBSERVER_STATE);
    }

    @Test
    void everyRoleButTheOperatorHasDeadLetters() {
        for (Writer role : Writer.values()) {
            if (role != Writer.OPERATOR) {
                assertThat(Topics.all()).contains(Topics.deadLettersOf(role));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.deadLettersOf(Writer.OPERATOR))
                .withMessageContaining("no dead letters");
    }

    @Test
    void aTopicIsFoundByItsName() {
        assertThat(Topics.named("aoi.probe.observations")).contains(Topics.PROBE_OBSERVATIONS);
        assertThat(Topics.named("aoi.probe.observation")).isEmpty();
        assertThat(Topics.PROBE_OBSERVATIONS.carries(Observation.class)).isTrue();
        assertThat(Topics.PROBE_OBSERVATIONS.carries(Completion.class)).isFalse();
    }

    @Test
    void aTopicIsNamedAfterItsWriter() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Topic(
                                        "aoi.probe.decisions",
                                        Writer.OBSERVER,
                                        Keeping.FACTS,
                                        1,
                                        List.of(),
                                        "",
                                        ""))
                .withMessageContaining("must be named after its writer observer");
    }
}
