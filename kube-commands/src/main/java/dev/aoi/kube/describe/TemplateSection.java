package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The pod template of a workload. */
final class TemplateSection {

    private TemplateSection() {}

    static void write(Page page, JsonNode template) {
        JsonNode metadata = template.path("metadata");
        JsonNode spec = template.path("spec");
        page.line(0, "Pod Template:");
        Layout.labels(page, 2, "Labels", metadata.path("labels"));
        if (!metadata.path("annotations").isEmpty()) {
            Layout.annotations(page, 2, metadata.path("annotations"));
        }
        page.lineIf(2, "Service Account:", Layout.text(spec, "serviceAccountName"));
        JsonNode none = MissingNode.getInstance();
        ContainerSection containers = new ContainerSection(page, 3, none, none);
        if (!spec.path("initContainers").isEmpty()) {
            containers.write("Init Containers", 2, spec.path("initContainers"));
        }
        containers.write("Containers", 2, spec.path("containers"));
        new VolumeSection(page, 3).write(2, spec.path("volumes"));
        page.lineIf(2, "Priority Class Name:", Layout.text(spec, "priorityClassName"));
        PlacementSection.write(page, 2, spec);
    }
}
