package dev.aoi.standalone.topic;

import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.CommandFailure;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a broker's topics as the catalogue says; doing it again changes only what differs.
 *
 * <p>Invariant: the partition count of a topic that exists is never changed. Where it differs from
 * the catalogue's nothing is made or altered at all.
 */
public final class TopicSetup {
    private static final int LIMIT_SECONDS = 30;

    private final Admin admin;
    private final RetentionPlan plan;

    public TopicSetup(Admin admin, RetentionPlan plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /**
     * What was done.
     *
     * @param created topics that were missing
     * @param altered topics whose configuration differed
     */
    public record Outcome(List<String> created, List<String> altered) {}

    /** Brings the broker's topics into line. */
    public Outcome apply() {
        try {
            Set<String> present = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            List<Topic> missing = new ArrayList<>();
            List<Topic> there = new ArrayList<>();
            for (Topic topic : Topics.all()) {
                (present.contains(topic.name()) ? there : missing).add(topic);
            }
            checkPartitions(there);
            create(missing);
            return new Outcome(missing.stream().map(Topic::name).toList(), alter(there));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted", e);
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw failed("no answer within " + LIMIT_SECONDS + " s", e);
        }
    }

    private void checkPartitions(List<Topic> there)
            throws InterruptedException, ExecutionException, TimeoutException {
        Collection<TopicDescription> found =
                admin.describeTopics(there.stream().map(Topic::name).toList())
                        .allTopicNames()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .values();
        for (TopicDescription topic : found) {
            if (topic.partitions().size() != Topics.PARTITIONS) {
                throw CommandFailure.environment(
                        "Topic "
                                + topic.name()
                                + " has "
                                + topic.partitions().size()
                                + " partitions but every topic must have "
                                + Topics.PARTITIONS
                                + "; use another broker, or delete the topic and its facts.");
            }
        }
    }

    private void create(List<Topic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<NewTopic> wanted =
                missing.stream()
                        .map(
                                t ->
                                        new NewTopic(
                                                        t.name(),
                                                        Optional.of(Topics.PARTITIONS),
                                                        Optional.empty())
                                                .configs(TopicSettings.of(t, plan)))
                        .toList();
        admin.createTopics(wanted).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private List<String> alter(List<Topic> there)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<ConfigResource, Config> now =
                admin.describeConfigs(there.stream().map(TopicSetup::resource).toList())
                        .all()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        List<String> altered = new ArrayList<>();
        for (Topic topic : there) {
            List<AlterConfigOp> ops = differences(topic, now.get(resource(topic)));
            if (!ops.isEmpty()) {
                changes.put(resource(topic), ops);
                altered.add(topic.name());
            }
        }
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        return List.copyOf(altered);
    }

    private List<AlterConfigOp> differences(Topic topic, Config now) {
        List<AlterConfigOp> ops = new ArrayList<>();
        TopicSettings.of(topic, plan)
                .forEach(
                        (key, value) -> {
                            ConfigEntry entry = now.get(key);
                            if (entry == null || !value.equals(entry.value())) {
                                ops.add(
                                        new AlterConfigOp(
                                                new ConfigEntry(key, value),
                                                AlterConfigOp.OpType.SET));
                            }
                        });
        return ops;
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static CommandFailure failed(String why, Exception cause) {
        return CommandFailure.environment("The topics could not be made: " + why, cause);
    }
}
