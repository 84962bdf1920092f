package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The two nodes of a world: a tainted control plane and a worker. */
final class BootstrapNodes {
    private static final String VERSION = "v1.36.3";
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    private BootstrapNodes() {}

    static void populate(ObjectStore store, String start) {
        ObjectNode controlPlane = node("kind-control-plane", 0, start);
        controlPlane.withObject("metadata").withObject("labels").put(CONTROL_PLANE, "");
        controlPlane
                .withObject("spec")
                .putArray("taints")
                .addObject()
                .put("key", CONTROL_PLANE)
                .put("effect", "NoSchedule");
        store.create(ResourceKinds.NODE, controlPlane);
        store.create(ResourceKinds.NODE, node("kind-worker", 1, start));
    }

    private static ObjectNode node(String name, int index, String start) {
        ObjectNode node = Bootstrap.named("", name);
        ObjectNode labels = node.withObject("metadata").putObject("labels");
        labels.put("beta.kubernetes.io/arch", "amd64")
                .put("beta.kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux");
        node.withObject("metadata")
                .putObject("annotations")
                .put("node.alpha.kubernetes.io/ttl", "0")
                .put("volumes.kubernetes.io/controller-managed-attach-detach", "true");
        String cidr = "10.244.%d.0/24".formatted(index);
        ObjectNode spec = node.putObject("spec").put("podCIDR", cidr);
        spec.putArray("podCIDRs").add(cidr);
        spec.put("providerID", "kind://docker/kind/" + name);
        ObjectNode status = node.putObject("status");
        resources(status.putObject("capacity"));
        resources(status.putObject("allocatable"));
        conditions(status.putArray("conditions"), start);
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", "172.18.0." + (2 + index));
        addresses.addObject().put("type", "Hostname").put("address", name);
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
        status.putObject("nodeInfo")
                .put("architecture", "amd64")
                .put("containerRuntimeVersion", "containerd://2.3.7")
                .put("kernelVersion", "6.18.44")
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", VERSION)
                .put("operatingSystem", "linux")
                .put("osImage", "Debian GNU/Linux 12 (bookworm)");
        return node;
    }

    private static void resources(ObjectNode resources) {
        resources
                .put("cpu", "8")
                .put("ephemeral-storage", "102687672Ki")
                .put("hugepages-1Gi", "0")
                .put("hugepages-2Mi", "0")
                .put("memory", "32871412Ki")
                .put("pods", "110");
    }

    private static void conditions(ArrayNode conditions, String start) {
        condition(
                conditions,
                start,
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available");
        condition(
                conditions,
                start,
                "DiskPressure",
                "False",
                "KubeletHasNoDiskPressure",
                "kubelet has no disk pressure");
        condition(
                conditions,
                start,
                "PIDPressure",
                "False",
                "KubeletHasSufficientPID",
                "kubelet has sufficient PID available");
        condition(
                conditions,
                start,
                "Ready",
                "True",
                "KubeletReady",
                "kubelet is posting ready status");
    }

    private static void condition(
            ArrayNode conditions,
            String start,
            String type,
            String status,
            String reason,
            String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("lastHeartbeatTime", start)
                .put("lastTransitionTime", start)
                .put("reason", reason)
                .put("message", message);
    }
}
