package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.print.Redaction;
import dev.aoi.kube.print.TabWriter;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Describes one object as {@code kubectl describe} does, with its events. */
public final class Describer {

    private Describer() {}

    /**
     * Describes an object.
     *
     * @param withEvents whether its events follow; kubectl leaves them out for several objects
     * @throws ApiProblem when something that belongs to the description cannot be read
     */
    public static String describe(
            ApiSession session, ResourceType type, JsonNode object, boolean withEvents) {
        Page page = new Page();
        switch (type) {
            case POD -> PodDescription.write(page, object, session.now());
            case SERVICE -> ServiceDescription.write(page, session, object);
            case DEPLOYMENT -> DeploymentDescription.write(page, session, object);
            case REPLICA_SET -> WorkloadDescription.replicaSet(page, session, object);
            case STATEFUL_SET -> WorkloadDescription.statefulSet(page, session, object);
            case JOB -> WorkloadDescription.job(page, object);
            case NODE -> NodeDescription.write(page, session, object);
            case CONFIG_MAP -> DataDescription.configMap(page, object);
            case ENDPOINTS -> DataDescription.endpoints(page, object);
            case PERSISTENT_VOLUME_CLAIM ->
                    DataDescription.claim(page, object, users(session, object));
            case PERSISTENT_VOLUME -> DataDescription.volume(page, object);
            case NAMESPACE -> namespace(page, object);
            default -> GenericDescription.write(page, type, Redaction.object(object));
        }
        if (withEvents && type != ResourceType.NAMESPACE) {
            EventSection.write(page, session, type, object);
        }
        return TabWriter.description(page.toString());
    }

    /** A pod template on its own, with its tabs as they are: rollout history prints it so. */
    public static String template(JsonNode template) {
        Page page = new Page();
        TemplateSection.write(page, template);
        return page.toString();
    }

    private static void namespace(Page page, JsonNode namespace) {
        Layout.name(page, namespace);
        Layout.labelsAndAnnotations(page, namespace);
        page.line(0, "Status:", Layout.text(namespace, "status", "phase"));
        page.line(0).line(0, "No resource quota.");
        page.line(0).line(0, "No LimitRange resource.");
    }

    private static List<String> users(ApiSession session, JsonNode claim) {
        String name = Layout.text(claim, "metadata", "name");
        return session
                .list(ApiPath.list(ResourceType.POD, Layout.text(claim, "metadata", "namespace")))
                .stream()
                .filter(
                        p ->
                                p.path("spec")
                                        .path("volumes")
                                        .findValuesAsString("claimName")
                                        .contains(name))
                .map(p -> Layout.text(p, "metadata", "name"))
                .toList();
    }
}
