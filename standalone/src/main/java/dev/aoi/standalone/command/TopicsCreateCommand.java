package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.KafkaClients;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.topic.Retention;
import dev.aoi.standalone.topic.RetentionPlan;
import dev.aoi.standalone.topic.TopicSetup;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code aoi topics create}: for a broker that is not ours. */
@Command(
        name = "create",
        description =
                "Make every topic of the catalogue on a broker, and correct settings that differ."
                        + " Partition counts are never changed.")
final class TopicsCreateCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folder = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker. Default: KAFKA_BOOTSTRAP_SERVERS.")
    private @Nullable String bootstrap;

    TopicsCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        folder.open(session);
        String broker =
                bootstrap != null
                        ? bootstrap
                        : session.environment().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
        if (broker.isBlank()) {
            throw CommandFailure.usage(
                    "Name the broker with --bootstrap or KAFKA_BOOTSTRAP_SERVERS.");
        }
        new Connection(broker, "").verifyBroker();
        RetentionPlan plan = RetentionPlan.within(Retention.from(session.environment()));
        try (Admin admin = KafkaClients.admin(broker)) {
            TopicSetup.Outcome outcome = new TopicSetup(admin, plan).apply();
            outcome.created().forEach(name -> tell(screen, "created", name));
            outcome.altered().forEach(name -> tell(screen, "altered", name));
            screen.note(
                    outcome.created().size()
                            + " created, "
                            + outcome.altered().size()
                            + " altered.");
        }
        return ExitCode.OK;
    }

    private static void tell(Screen screen, String what, String name) {
        screen.say(what + "  " + name);
        screen.emit(Screen.object("topic-" + what).put("name", name));
    }
}
