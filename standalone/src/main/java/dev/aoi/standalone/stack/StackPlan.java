package dev.aoi.standalone.stack;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to start.
 *
 * @param components what; a registry needs a broker here, services need both
 * @param brokerPort Kafka's port; 0 for any
 * @param registryPort the registry's port; 0 for any
 * @param clusterPort the world host's port; 0 for any
 * @param retentionBytes what all fact topics may keep together
 * @param policy what the minds are, as shown to people
 */
public record StackPlan(
        Set<Component> components,
        int brokerPort,
        int registryPort,
        int clusterPort,
        long retentionBytes,
        String policy) {

    public StackPlan {
        components = Set.copyOf(components);
    }

    /** Everything, on any ports. */
    public static StackPlan everything(long retentionBytes, String policy) {
        return new StackPlan(EnumSet.allOf(Component.class), 0, 0, 0, retentionBytes, policy);
    }

    /** What reading the log needs. */
    public static StackPlan reading(long retentionBytes) {
        return new StackPlan(
                EnumSet.of(Component.BROKER, Component.REGISTRY), 0, 0, 0, retentionBytes, "");
    }

    /** Whether this is part of it. */
    public boolean has(Component component) {
        return components.contains(component);
    }

    /** Names of the components, in a stable order. */
    public List<String> labels() {
        return components.stream().sorted().map(Component::label).toList();
    }
}
