package dev.aoi.agent.avro;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A schema registry as its users see it: Confluent's REST API, also spoken by Apicurio ({@code
 * /apis/ccompat/v7}) and by the embedded registry.
 *
 * <p>Ids never change their meaning, so both directions are cached for good. Safe for many threads.
 * All methods throw {@link RegistryUnreachableException} when no address answers, {@link
 * IncompatibleSchemaException} on 409, {@link SchemaNotFoundException} on 404 and plain {@link
 * RegistryException} on any other refusal.
 */
public final class RegistryClient implements AutoCloseable {
    private final RegistryHttp http;
    private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param baseUrls addresses of the registry, tried in turn
     * @param userInfo {@code user:password} or empty
     */
    public RegistryClient(List<String> baseUrls, String userInfo) {
        this.http = new RegistryHttp(baseUrls, userInfo);
    }

    /** A registry at one address that asks for no password. */
    public RegistryClient(String baseUrl) {
        this(List.of(baseUrl), "");
    }

    /** The schema's id under this subject; registers it if it is new. */
    public int register(String subject, Schema schema) {
        return idOf(subject, schema, "/versions");
    }

    /** The schema's id under this subject, where it must already be registered. */
    public int lookup(String subject, Schema schema) {
        return idOf(subject, schema, "");
    }

    /** The schema with this id. */
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String text = http.get("/schemas/ids/" + id, "schema id " + id).path("schema").asString("");
        try {
            Schema schema = new Schema.Parser().parse(text);
            schemas.putIfAbsent(id, schema);
            return schema;
        } catch (SchemaParseException e) {
            throw new RegistryException(
                    "The schema registry answered schema id " + id + " with no Avro schema", e);
        }
    }

    /** All subjects. Also a cheap way to see whether the registry answers. */
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        http.get("/subjects", "the list of subjects").forEach(s -> subjects.add(s.asString()));
        return List.copyOf(subjects);
    }

    @Override
    public void close() {
        http.close();
    }

    private int idOf(String subject, Schema schema, String path) {
        Registered key = new Registered(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        JsonNode body =
                JsonNodeFactory.instance.objectNode().put("schema", CleanSchemas.json(schema));
        JsonNode answer =
                http.post("/subjects/" + encode(subject) + path, body, "subject " + subject);
        JsonNode id = answer.path("id");
        if (!id.isInt()) {
            throw new RegistryException(
                    "The schema registry answered subject " + subject + " without an id");
        }
        ids.putIfAbsent(key, id.asInt());
        return id.asInt();
    }

    private static String encode(String pathSegment) {
        return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Registered(String subject, Schema schema) {}
}
