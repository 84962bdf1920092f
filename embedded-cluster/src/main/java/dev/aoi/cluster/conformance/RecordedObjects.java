package dev.aoi.cluster.conformance;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The objects that a recording shows in full: what {@code kubectl get -o yaml} printed. */
final class RecordedObjects {
    private static final Pattern IN_FULL = Pattern.compile("kubectl get (?!events).* -o yaml");
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(16 * 1024 * 1024).build();

    private final List<JsonNode> objects = new ArrayList<>();

    RecordedObjects(Recording recording) {
        for (Block block : recording.blocks()) {
            if (block.exit() == 0 && IN_FULL.matcher(block.line()).matches()) {
                read(block.output().out());
            }
        }
    }

    private void read(String yaml) {
        JsonNode read = parsed(yaml);
        if (read.path("items").isArray()) {
            read.path("items").forEach(this::add);
        } else {
            add(read);
        }
    }

    /** A client may print what is no YAML where it was asked for some: that shows no objects. */
    static JsonNode parsed(String yaml) {
        try {
            return JsonMapper.shared().valueToTree(new Load(SETTINGS).loadFromString(yaml));
        } catch (YamlEngineException e) {
            return MissingNode.getInstance();
        }
    }

    private void add(JsonNode object) {
        if (object.at("/metadata/name").isString() && of(kind(object), name(object)).isEmpty()) {
            objects.add(object);
        }
    }

    /** The first sight of each object of a kind. */
    List<JsonNode> of(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind)).toList();
    }

    private Optional<JsonNode> of(String kind, String name) {
        return of(kind).stream().filter(object -> name(object).equals(name)).findFirst();
    }

    static String kind(JsonNode object) {
        return object.path("kind").asString("");
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString("");
    }

    static Optional<Instant> created(JsonNode object) {
        String time = object.at("/metadata/creationTimestamp").asString("");
        return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
    }
}
