package dev.aoi.cluster.controller;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A deployment and its replica sets at one moment.
 *
 * @param current the set of the present template, if it exists
 * @param old all others, oldest first
 */
record Rollout(ObjectNode deployment, Optional<ObjectNode> current, List<ObjectNode> old) {
    static final String HASH_LABEL = "pod-template-hash";

    static Rollout of(ObjectNode deployment, List<ObjectNode> sets) {
        JsonNode template = deployment.path("spec").path("template");
        List<ObjectNode> sorted = new ArrayList<>(sets);
        sorted.sort(
                Comparator.comparing((ObjectNode s) -> ObjectMeta.creationTimestamp(s))
                        .thenComparing(ObjectMeta::name));
        Optional<ObjectNode> current =
                sorted.stream().filter(set -> sameTemplate(set, template)).findFirst();
        List<ObjectNode> old =
                sorted.stream().filter(set -> current.filter(c -> c == set).isEmpty()).toList();
        return new Rollout(deployment, current, old);
    }

    private static boolean sameTemplate(ObjectNode set, JsonNode template) {
        JsonNode own = set.path("spec").path("template");
        return own.path("spec").equals(template.path("spec"))
                && without(own, "metadata", "spec").equals(without(template, "metadata", "spec"))
                && without(own.path("metadata"), "labels")
                        .equals(without(template.path("metadata"), "labels"))
                && without(own.path("metadata").path("labels"), HASH_LABEL)
                        .equals(template.path("metadata").path("labels"));
    }

    private static ObjectNode without(JsonNode object, String... fields) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        if (object instanceof ObjectNode all) {
            rest.setAll(all);
        }
        rest.remove(List.of(fields));
        return rest;
    }

    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>(old);
        current.ifPresent(all::add);
        return all;
    }

    int wanted() {
        return deployment.path("spec").path("replicas").asInt(1);
    }

    int maxSurge() {
        return isRolling() ? share("maxSurge", true) : 0;
    }

    /** At least 1 when the surge is 0, or nothing could ever move. */
    int maxUnavailable() {
        if (!isRolling()) {
            return 0;
        }
        int unavailable = share("maxUnavailable", false);
        unavailable = unavailable == 0 && maxSurge() == 0 ? 1 : unavailable;
        return Math.min(unavailable, wanted());
    }

    boolean isRolling() {
        return !deployment.at("/spec/strategy/type").asString("").equals("Recreate");
    }

    private int share(String field, boolean up) {
        JsonNode value = deployment.at("/spec/strategy/rollingUpdate/" + field);
        if (value.isInt()) {
            return value.asInt();
        }
        String text = value.asString("25%");
        if (!text.matches("\\d+%")) {
            return 0;
        }
        double exact = wanted() * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    static int specReplicas(ObjectNode set) {
        return set.path("spec").path("replicas").asInt(1);
    }

    static int counted(ObjectNode set, String field) {
        return set.path("status").path(field).asInt(0);
    }

    static int totalSpec(List<ObjectNode> sets) {
        return sets.stream().mapToInt(Rollout::specReplicas).sum();
    }

    static int total(List<ObjectNode> sets, String field) {
        return sets.stream().mapToInt(set -> counted(set, field)).sum();
    }
}
