package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: who may do what, and certificates. */
final class AccessKinds {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private AccessKinds() {}

    static ResourceKindBuilder clusterRoleBinding() {
        return row(RBAC, "v1", "ClusterRoleBinding", "clusterrolebindings")
                .clusterScoped()
                .columns(ClusterColumns.roleBinding())
                .defaults(KindDefaults::binding)
                .named(Names::segment)
                .validation(Validations::binding);
    }

    static ResourceKindBuilder clusterRole() {
        return row(RBAC, "v1", "ClusterRole", "clusterroles")
                .clusterScoped()
                .columns(ClusterColumns.role())
                .named(Names::segment)
                .validation(ClusterValidation::role);
    }

    static ResourceKindBuilder roleBinding() {
        return row(RBAC, "v1", "RoleBinding", "rolebindings")
                .columns(ClusterColumns.roleBinding())
                .defaults(KindDefaults::binding)
                .named(Names::segment)
                .validation(Validations::binding);
    }

    static ResourceKindBuilder role() {
        return row(RBAC, "v1", "Role", "roles")
                .columns(ClusterColumns.role())
                .named(Names::segment)
                .validation(ClusterValidation::role);
    }

    static ResourceKindBuilder certificateSigningRequest() {
        return row(
                        "certificates.k8s.io",
                        "v1",
                        "CertificateSigningRequest",
                        "certificatesigningrequests")
                .shortNames("csr")
                .clusterScoped()
                .selectable("spec.signerName")
                .columns(ExtensionColumns.signingRequest());
    }
}
