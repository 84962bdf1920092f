package dev.aoi.standalone.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.schemas.topic.Keeping;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class RetentionPlanTest {
    @ParameterizedTest
    @CsvSource({"512", "1024", "10000"})
    void allFactsTogetherStayUnderTheLimit(long mebibytes) {
        RetentionPlan plan = RetentionPlan.within(mebibytes << 20);
        long total =
                Topics.all().stream()
                        .filter(t -> t.keeping() == Keeping.FACTS)
                        .mapToLong(
                                t ->
                                        (plan.retentionBytes(t) + RetentionPlan.segmentBytes(t))
                                                * Topics.PARTITIONS)
                        .sum();
        assertThat(total).isLessThanOrEqualTo(mebibytes << 20).isGreaterThan(mebibytes << 19);
    }

    @Test
    void everyTopicHoldsItsLargestRecord() {
        RetentionPlan plan = RetentionPlan.within(RetentionPlan.DEFAULT_BYTES);
        for (Topic topic : Topics.all()) {
            Map<String, String> settings = TopicSettings.of(topic, plan);
            int largest = Integer.parseInt(settings.get("max.message.bytes"));
            assertThat(largest).isGreaterThan(topic.maxRecordBytes());
            assertThat(Integer.parseInt(settings.get("segment.bytes")))
                    .isGreaterThanOrEqualTo(largest);
        }
    }

    @Test
    void bulkyTopicsKeepMore() {
        RetentionPlan plan = RetentionPlan.within(RetentionPlan.DEFAULT_BYTES);
        assertThat(plan.retentionBytes(Topics.OBSERVER_COMPLETIONS))
                .isGreaterThan(2 * plan.retentionBytes(Topics.APPROVALS));
    }

    @Test
    void stateIsCompacted() {
        assertThat(
                        TopicSettings.of(
                                Topics.LEASES, RetentionPlan.within(RetentionPlan.DEFAULT_BYTES)))
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.bytes");
    }

    @Test
    void trajectoriesAreCompressed() {
        assertThat(
                        TopicSettings.of(
                                Topics.TRAJECTORIES,
                                RetentionPlan.within(RetentionPlan.DEFAULT_BYTES)))
                .containsEntry("compression.type", "zstd");
    }

    @ParameterizedTest
    @CsvSource({"512MB, 536870912", "1g, 1073741824", "2 GiB, 2147483648", "600000000, 600000000"})
    void sizesAsPeopleWriteThem(String text, long bytes) {
        assertThat(Retention.from(Map.of("AOI_RETENTION", text))).isEqualTo(bytes);
    }

    @Test
    void withoutASizeTheDefault() {
        assertThat(Retention.from(Map.of())).isEqualTo(RetentionPlan.DEFAULT_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "much, 'AOI_RETENTION is \"much\" but must be a size such as 512MB or 4GB.'",
        "-5MB, 'AOI_RETENTION is \"-5MB\" but must be a size such as 512MB or 4GB.'"
    })
    void anythingElseIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> Retention.from(Map.of("AOI_RETENTION", text)))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(sentence)
                .extracting(e -> ((CommandFailure) e).exitCode())
                .isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void tooSmallIsRefusedWithWhatIsNeeded() {
        assertThatThrownBy(() -> Retention.from(Map.of("AOI_RETENTION", "1MB")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageMatching(
                        "AOI_RETENTION is 1048576 bytes but the topics need at least \\d+ to hold"
                                + " their largest records\\.");
    }
}
