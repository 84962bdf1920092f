package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kind.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * What a pod is given as a whole: the sum of its containers, or what its largest init container
 * takes, if that is more (Kubernetes: "Resource sharing within containers").
 */
final class PodResources {
    private record Amount(BigDecimal value, boolean binary) {
        Amount plus(Amount other) {
            return new Amount(value.add(other.value), binary);
        }

        Amount max(Amount other) {
            return other.value.compareTo(value) > 0 ? other : this;
        }
    }

    private PodResources() {}

    /** {@code resources} of a pod's status. */
    static ObjectNode of(JsonNode podSpec) {
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        for (String side : new String[] {"limits", "requests"}) {
            ObjectNode sum = sum(podSpec, side);
            if (!sum.isEmpty()) {
                resources.set(side, sum);
            }
        }
        return resources;
    }

    private static ObjectNode sum(JsonNode podSpec, String side) {
        TreeMap<String, Amount> total = new TreeMap<>();
        podSpec.path("containers")
                .forEach(c -> amounts(c, side).forEach((k, v) -> total.merge(k, v, Amount::plus)));
        TreeMap<String, Amount> sidecars = new TreeMap<>();
        TreeMap<String, Amount> most = new TreeMap<>();
        for (JsonNode init : podSpec.path("initContainers")) {
            boolean sidecar = init.path("restartPolicy").asString("").equals("Always");
            amounts(init, side)
                    .forEach(
                            (key, value) -> {
                                if (sidecar) {
                                    sidecars.merge(key, value, Amount::plus);
                                } else {
                                    Amount beside = sidecars.get(key);
                                    most.merge(
                                            key,
                                            beside == null ? value : value.plus(beside),
                                            Amount::max);
                                }
                            });
        }
        sidecars.forEach((key, value) -> total.merge(key, value, Amount::plus));
        most.forEach((key, value) -> total.merge(key, value, Amount::max));
        ObjectNode sum = JsonNodeFactory.instance.objectNode();
        total.forEach(
                (key, amount) -> sum.put(key, Quantity.text(amount.value(), amount.binary())));
        return sum;
    }

    private static TreeMap<String, Amount> amounts(JsonNode container, String side) {
        TreeMap<String, Amount> amounts = new TreeMap<>();
        container
                .path("resources")
                .path(side)
                .properties()
                .forEach(
                        e ->
                                amounts.put(
                                        e.getKey(),
                                        new Amount(
                                                Quantity.of(e.getValue()),
                                                Quantity.binary(e.getValue().asString("")))));
        return amounts;
    }
}
