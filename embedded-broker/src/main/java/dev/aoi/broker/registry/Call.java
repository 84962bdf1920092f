package dev.aoi.broker.registry;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** A request whose path fitted a route: its named path segments, query and body. */
record Call(Map<String, String> path, Map<String, String> query, byte[] body) {

    /**
     * @throws ApiError 42208 for a name that can be no subject
     */
    String subject() {
        String subject = path.get("subject");
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw ApiError.invalidSubject(subject);
        }
        return subject;
    }

    VersionNumber version() {
        return VersionNumber.of(path.get("version"));
    }

    /** Ids are numbers; anything else is a path that does not exist. */
    int id() {
        try {
            return Integer.parseInt(path.get("id"));
        } catch (NumberFormatException e) {
            throw ApiError.http(404, "HTTP 404 Not Found");
        }
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(query.getOrDefault(name, "false"));
    }

    Visibility visibility() {
        return flag("deletedOnly") ? Visibility.DELETED : Visibility.withDeleted(flag("deleted"));
    }

    JsonNode json() {
        return Bodies.parse(body);
    }

    SchemaRequest schemaRequest() {
        return Bodies.schemaRequest(json());
    }
}
