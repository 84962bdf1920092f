package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: the network. */
final class NetworkKinds {
    private NetworkKinds() {}

    static ResourceKindBuilder endpointSlice() {
        return row("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices")
                .generation()
                .columns(NetworkColumns.endpointSlice());
    }

    static ResourceKindBuilder networkPolicy() {
        return row("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies")
                .shortNames("netpol")
                .generation()
                .columns(NetworkColumns.networkPolicy())
                .defaults(KindDefaults::networkPolicy)
                .validation(PolicyValidation::networkPolicy);
    }

    static ResourceKindBuilder ingressClass() {
        return row("networking.k8s.io", "v1", "IngressClass", "ingressclasses")
                .clusterScoped()
                .generation()
                .columns(StorageColumns.ingressClass())
                .defaults(KindDefaults::ingressClass);
    }

    static ResourceKindBuilder ingress() {
        return row("networking.k8s.io", "v1", "Ingress", "ingresses")
                .shortNames("ing")
                .generation()
                .columns(StorageColumns.ingress())
                .defaults(PolicyDefaults::ingress)
                .validation(ClusterValidation::ingress);
    }

    static ResourceKindBuilder ipAddress() {
        return row("networking.k8s.io", "v1", "IPAddress", "ipaddresses")
                .shortNames("ip")
                .clusterScoped()
                .columns(StorageColumns.address());
    }

    static ResourceKindBuilder serviceCidr() {
        return row("networking.k8s.io", "v1", "ServiceCIDR", "servicecidrs")
                .clusterScoped()
                .columns(StorageColumns.addressRange());
    }
}
