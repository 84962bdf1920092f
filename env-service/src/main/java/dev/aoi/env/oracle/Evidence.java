package dev.aoi.env.oracle;

import dev.aoi.env.fault.FaultFacts;
import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an observation shows what an answer says.
 *
 * <p>Of a fault: its output names the broken service together with the defect: the wrong port, no
 * replicas, no endpoints, or refused connections. That nothing is broken: a successful look at the
 * pods or endpoints of the application's namespace.
 */
final class Evidence {
    private static final Set<ResourceType> LOOKS =
            EnumSet.of(ResourceType.POD, ResourceType.ENDPOINTS, ResourceType.ENDPOINT_SLICE);
    private static final String REFUSED = "(?i:connection refused|failed to connect)";
    private static final String NO_REPLICAS =
            "\\b0/0\\b|\"?replicas\"?: ?0\\b|Replicas:\\s+0 desired|from \\d+ to 0\\b";
    private static final String NO_ENDPOINTS = "<none>|<unset>|Endpoints:[ \\t]*$";

    private Evidence() {}

    /** Whether it shows the truth. */
    static boolean shows(Truth truth, Observation observation) {
        if (observation.getVerdict() != CommandVerdict.ALLOWED) {
            return false;
        }
        return truth.faulty()
                ? showsFault(truth, observation.getOutput() + '\n' + observation.getErrorOutput())
                : observation.getExitCode() == 0 && looksAt(truth.namespace(), observation);
    }

    private static boolean showsFault(Truth truth, String text) {
        String name = "(?<![A-Za-z0-9-])" + Pattern.quote(truth.service()) + "(?![A-Za-z0-9])";
        if (!found(name, text)) {
            return false;
        }
        // Tables and log lines say both on one line; descriptions and YAML on several.
        boolean refused = onOneLine(name, REFUSED, text);
        return switch (truth.problem().family()) {
            case TARGET_PORT ->
                    refused
                            || found(
                                    "(?<![0-9])"
                                            + Pattern.quote(truth.fact(FaultFacts.WRONG_PORT))
                                            + "(?![0-9])",
                                    text);
            case SCALE_TO_ZERO ->
                    refused
                            || onOneLine(name, NO_REPLICAS + "|" + NO_ENDPOINTS, text)
                            || found("\"?replicas\"?: ?0\\b|Replicas:\\s+0 desired", text)
                            || found("(?m)" + "Endpoints:[ \\t]*(<none>)?$", text);
            case NONE -> false;
        };
    }

    private static boolean onOneLine(String name, String defect, String text) {
        return text.lines().anyMatch(line -> found(name, line) && found(defect, line));
    }

    private static boolean found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static boolean looksAt(String namespace, Observation observation) {
        if (!(CommandParser.parse(observation.getCommand())
                instanceof Parsed.Understood(KubeCommand command))) {
            return false;
        }
        boolean there =
                switch (command.namespace()) {
                    case NamespaceChoice.One(String name) -> name.equals(namespace);
                    case NamespaceChoice.All _, NamespaceChoice.Unstated _ -> true;
                };
        return there
                && !command.writes()
                && (command.listedTypes().stream().anyMatch(LOOKS::contains)
                        || types(command.objects()).stream().anyMatch(LOOKS::contains));
    }

    private static List<ResourceType> types(List<ObjectRef> objects) {
        return objects.stream()
                .filter(ObjectRef.Named.class::isInstance)
                .map(o -> ((ObjectRef.Named) o).type())
                .toList();
    }
}
