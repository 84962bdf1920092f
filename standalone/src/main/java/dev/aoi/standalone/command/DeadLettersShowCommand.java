package dev.aoi.standalone.command;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.schemas.json.RecordJson;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.DeadLetterLog;
import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.stack.LogAccess;

import org.apache.avro.specific.SpecificRecord;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi dead-letters show}. */
@Command(
        name = "show",
        description = {
            "Show a dead letter: why, and the record itself.",
            "With no stack up, broker and registry are started for the time of reading."
        })
final class DeadLettersShowCommand implements Callable<Integer> {
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private RemoteOptions remote = new RemoteOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The dead letter, or how its id begins.")
    private String id = "";

    DeadLettersShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        AoiFolder folder = folderOption.read(session);
        Optional<Connection> there = remote.connect(session);
        if (there.isEmpty() && !folder.hasLog()) {
            throw dev.aoi.standalone.CommandFailure.usage(
                    "There is no dead letter " + id + ": nothing was recorded yet.");
        }
        try (LogAccess access = LogAccess.open(there, folder, session)) {
            List<DeadLetterLog.Entry> entries = DeadLetterLog.read(access.connection());
            tell(screen, DeadLetterView.find(entries, id), entries, access.connection());
        }
        return ExitCode.OK;
    }

    private void tell(
            Screen screen,
            DeadLetterLog.Entry entry,
            List<DeadLetterLog.Entry> all,
            Connection connection) {
        ObjectNode content = content(entry, connection);
        ObjectNode object = DeadLetterView.json(entry);
        object.set("content", content);
        screen.emit(object);
        screen.say("id        " + entry.id());
        screen.say("incident  " + entry.letter().getHeader().getIncidentId());
        screen.say("role      " + entry.letter().getRole());
        screen.say("state     " + DeadLetterView.state(entry));
        screen.say("from      " + DeadLetterView.place(entry));
        screen.say("cause     " + entry.letter().getCause());
        screen.say("attempts  " + entry.letter().getAttempts());
        long parked = all.stream().filter(e -> e.letter().getBehind().equals(entry.id())).count();
        screen.say("parked    " + parked + " behind it");
        screen.say(
                "record    " + PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(content));
        if (entry.waits()) {
            screen.note(
                    "try       "
                            + remote.hints(session, folderOption)
                                    .type("dead-letters retry " + entry.id()));
        }
    }

    private static ObjectNode content(DeadLetterLog.Entry entry, Connection connection) {
        ByteBuffer value = entry.letter().getValue().duplicate();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        try (RegistryClient registry = new RegistryClient(connection.registry());
                var decoder = new ConfluentAvroDeserializer(registry)) {
            SpecificRecord event = decoder.deserialize(entry.letter().getTopic(), bytes);
            return event == null ? Screen.object("tombstone") : RecordJson.tree(event);
        } catch (RuntimeException e) {
            // Often the very reason why it is a dead letter.
            return Screen.object("unreadable")
                    .put("why", String.valueOf(e.getMessage()))
                    .put("base64", java.util.Base64.getEncoder().encodeToString(bytes));
        }
    }
}
