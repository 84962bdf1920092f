package dev.aoi.broker.registry;

import dev.aoi.broker.registry.Queries.Place;
import dev.aoi.broker.registry.RegistryEvent.LevelSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Confluent's REST interface, version 1, as a table of operations on the log. */
final class Routes {

    private final EventLog log;
    private final Registrations registrations;

    Routes(EventLog log, CompatibilityLevel defaultLevel) {
        this.log = log;
        this.registrations = new Registrations(defaultLevel);
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/", call -> Bodies.object()),
                Route.of("GET", "/schemas/types", call -> Bodies.strings(List.of("AVRO"))),
                Route.of("GET", "/schemas", this::schemas),
                Route.of("GET", "/schemas/ids/{id}", this::schemaById),
                Route.of("GET", "/schemas/ids/{id}/schema", this::textById),
                Route.of("GET", "/schemas/ids/{id}/subjects", this::subjectsOfId),
                Route.of("GET", "/schemas/ids/{id}/versions", this::versionsOfId),
                Route.of("GET", "/subjects", this::subjects),
                Route.of("POST", "/subjects/{subject}", this::lookUp),
                Route.of("DELETE", "/subjects/{subject}", this::deleteSubject),
                Route.of("GET", "/subjects/{subject}/versions", this::versions),
                Route.of("POST", "/subjects/{subject}/versions", this::register),
                Route.of("GET", "/subjects/{subject}/versions/{version}", this::version),
                Route.of("DELETE", "/subjects/{subject}/versions/{version}", this::deleteVersion),
                Route.of("GET", "/subjects/{subject}/versions/{version}/schema", this::versionText),
                Route.of(
                        "GET",
                        "/subjects/{subject}/versions/{version}/referencedby",
                        this::referencedBy),
                Route.of(
                        "POST",
                        "/compatibility/subjects/{subject}/versions/{version}",
                        this::checkOne),
                Route.of("POST", "/compatibility/subjects/{subject}/versions", this::checkAll),
                Route.of("GET", "/config", this::globalLevel),
                Route.of("PUT", "/config", call -> setLevel(call, Optional.empty())),
                Route.of("DELETE", "/config", this::clearGlobalLevel),
                Route.of("GET", "/config/{subject}", this::subjectLevel),
                Route.of(
                        "PUT",
                        "/config/{subject}",
                        call -> setLevel(call, Optional.of(call.subject()))),
                Route.of("DELETE", "/config/{subject}", this::clearSubjectLevel),
                Route.of("GET", "/mode", call -> readWrite()),
                Route.of("GET", "/mode/{subject}", this::subjectMode));
    }

    private JsonNode schemas(Call call) {
        RegistryState state = log.current();
        boolean latestOnly = call.flag("latestOnly");
        String prefix = call.query().getOrDefault("subjectPrefix", "");
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Place place : Queries.places(state, call.visibility())) {
            List<Integer> numbers =
                    state.subject(place.subject()).numbers(call.visibility() != Visibility.LIVE);
            if (place.subject().startsWith(prefix)
                    && (!latestOnly || numbers.getLast() == place.version())) {
                all.add(Bodies.version(place, definition(state, place.registered().id())));
            }
        }
        return all;
    }

    private JsonNode schemaById(Call call) {
        ObjectNode body = Bodies.object();
        if (call.flag("fetchMaxId")) {
            body.put("maxId", log.current().lastId());
        }
        return Bodies.describe(body, definition(call.id()));
    }

    private JsonNode textById(Call call) {
        return text(definition(call.id()));
    }

    private JsonNode subjectsOfId(Call call) {
        return Bodies.strings(placesOfId(call).stream().map(Place::subject).distinct().toList());
    }

    private JsonNode versionsOfId(Call call) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Place place : placesOfId(call)) {
            all.addObject().put("subject", place.subject()).put("version", place.version());
        }
        return all;
    }

    private List<Place> placesOfId(Call call) {
        RegistryState state = log.current();
        definition(state, call.id());
        return Queries.placesOf(state, call.id(), call.visibility());
    }

    private JsonNode subjects(Call call) {
        return Bodies.strings(
                Queries.subjects(
                        log.current(),
                        call.query().getOrDefault("subjectPrefix", ""),
                        call.visibility()));
    }

    private JsonNode lookUp(Call call) {
        RegistryState state = log.current();
        boolean deleted = call.flag("deleted");
        int number = registrations.lookUp(state, call.subject(), call.schemaRequest(), deleted);
        return version(state, call.subject(), number);
    }

    private JsonNode register(Call call) {
        String subject = call.subject();
        SchemaRequest request = call.schemaRequest();
        int id = log.change(state -> registrations.register(state, subject, request));
        return Bodies.object().put("id", id);
    }

    private JsonNode deleteSubject(Call call) {
        boolean permanent = call.flag("permanent");
        return Bodies.numbers(
                log.change(state -> Deletions.subject(state, call.subject(), permanent)));
    }

    private JsonNode deleteVersion(Call call) {
        boolean permanent = call.flag("permanent");
        VersionNumber version = call.version();
        int number =
                log.change(state -> Deletions.version(state, call.subject(), version, permanent));
        return JsonNodeFactory.instance.numberNode(number);
    }

    private JsonNode versions(Call call) {
        Subject subject = log.current().subject(call.subject());
        List<Integer> numbers =
                subject.versions().entrySet().stream()
                        .filter(v -> call.visibility().shows(v.getValue().deleted()))
                        .map(v -> v.getKey())
                        .toList();
        if (numbers.isEmpty()) {
            throw ApiError.subjectNotFound(call.subject());
        }
        return Bodies.numbers(numbers);
    }

    private JsonNode version(Call call) {
        VersionNumber version = call.version();
        RegistryState state = log.current();
        return version(state, call.subject(), numberOf(call, state, version));
    }

    private JsonNode versionText(Call call) {
        VersionNumber version = call.version();
        RegistryState state = log.current();
        int number = numberOf(call, state, version);
        int id = state.subject(call.subject()).versions().get(number).id();
        return text(definition(state, id));
    }

    private JsonNode referencedBy(Call call) {
        VersionNumber version = call.version();
        RegistryState state = log.current();
        int number = numberOf(call, state, version);
        return Bodies.numbers(Queries.referencedBy(state, call.subject(), number));
    }

    private JsonNode checkOne(Call call) {
        VersionNumber version = call.version();
        return verdict(
                call,
                registrations.checkOne(
                        log.current(), call.subject(), version, call.schemaRequest()));
    }

    private JsonNode checkAll(Call call) {
        return verdict(
                call, registrations.checkAll(log.current(), call.subject(), call.schemaRequest()));
    }

    private static JsonNode verdict(Call call, List<String> clashes) {
        ObjectNode body = Bodies.object().put("is_compatible", clashes.isEmpty());
        if (call.flag("verbose")) {
            body.set("messages", Bodies.strings(clashes));
        }
        return body;
    }

    private JsonNode globalLevel(Call call) {
        return level(registrations.globalLevel(log.current()));
    }

    private JsonNode subjectLevel(Call call) {
        RegistryState state = log.current();
        if (call.flag("defaultToGlobal")) {
            return level(registrations.levelOf(state, call.subject()));
        }
        return level(
                state.subjectLevel(call.subject())
                        .orElseThrow(() -> ApiError.noSubjectLevel(call.subject())));
    }

    private JsonNode setLevel(Call call, Optional<String> subject) {
        CompatibilityLevel level =
                CompatibilityLevel.named(call.json().path("compatibility").asString(""))
                        .orElseThrow(ApiError::invalidLevel);
        log.change(state -> Decision.write(new LevelSet(subject.orElse(null), level), level));
        return Bodies.object().put("compatibility", level.name());
    }

    private JsonNode clearGlobalLevel(Call call) {
        return level(
                log.change(
                        state ->
                                Decision.write(
                                        new LevelSet(null, null),
                                        registrations.globalLevel(state))));
    }

    private JsonNode clearSubjectLevel(Call call) {
        String subject = call.subject();
        return level(
                log.change(
                        state ->
                                Decision.write(
                                        new LevelSet(subject, null),
                                        state.subjectLevel(subject)
                                                .orElseThrow(
                                                        () -> ApiError.subjectNotFound(subject)))));
    }

    private JsonNode subjectMode(Call call) {
        if (call.flag("defaultToGlobal")) {
            return readWrite();
        }
        throw ApiError.noSubjectMode(call.subject());
    }

    private static int numberOf(Call call, RegistryState state, VersionNumber version) {
        return version.in(call.subject(), state.subject(call.subject()), call.flag("deleted"));
    }

    private static JsonNode version(RegistryState state, String name, int number) {
        RegisteredVersion registered = state.subject(name).versions().get(number);
        return Bodies.version(
                new Place(name, number, registered), definition(state, registered.id()));
    }

    /** An id that is known needs no look at the log: its definition never changes. */
    private Definition definition(int id) {
        return log.known().definition(id).orElseGet(() -> definition(log.current(), id));
    }

    private static Definition definition(RegistryState state, int id) {
        return state.definition(id).orElseThrow(() -> ApiError.schemaNotFound(id));
    }

    private static JsonNode text(Definition definition) {
        return Bodies.raw(definition.schema());
    }

    private static JsonNode level(CompatibilityLevel level) {
        return Bodies.object().put("compatibilityLevel", level.name());
    }

    private static JsonNode readWrite() {
        return Bodies.object().put("mode", "READWRITE");
    }
}
