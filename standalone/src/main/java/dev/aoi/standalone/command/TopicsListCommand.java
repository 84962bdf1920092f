package dev.aoi.standalone.command;

import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.output.TextTable;
import dev.aoi.standalone.topic.Retention;
import dev.aoi.standalone.topic.RetentionPlan;
import dev.aoi.standalone.topic.TopicSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code aoi topics list}: needs no broker. */
@Command(
        name = "list",
        description = "List every topic of the catalogue: records, partitions, readers, settings.")
final class TopicsListCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private JsonOption json = new JsonOption();

    TopicsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        RetentionPlan plan = RetentionPlan.within(Retention.from(session.environment()));
        TextTable table = new TextTable("TOPIC", "PARTITIONS", "KEEPS", "RECORDS", "READERS");
        for (Topic topic : Topics.all()) {
            table.row(
                    topic.name(),
                    Integer.toString(Topics.PARTITIONS),
                    switch (topic.keeping()) {
                        case FACTS -> (plan.retentionBytes(topic) >> 10) + " KiB each";
                        case LATEST -> "last of each key";
                    },
                    records(topic).stream().collect(Collectors.joining(", ")),
                    topic.readers());
            screen.emit(object(topic, plan));
        }
        table.lines().forEach(screen::say);
        return ExitCode.OK;
    }

    private static ObjectNode object(Topic topic, RetentionPlan plan) {
        ObjectNode node = Screen.object("topic");
        node.put("name", topic.name());
        node.put("writer", topic.writer().role());
        node.put("partitions", Topics.PARTITIONS);
        node.put("readers", topic.readers());
        node.put("purpose", topic.purpose());
        records(topic).forEach(node.putArray("records")::add);
        ObjectNode settings = node.putObject("settings");
        TopicSettings.of(topic, plan).forEach(settings::put);
        return node;
    }

    private static List<String> records(Topic topic) {
        return topic.types().stream().map(Class::getSimpleName).toList();
    }
}
