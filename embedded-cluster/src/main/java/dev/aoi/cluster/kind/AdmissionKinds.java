package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.ResourceKindBuilder.row;

/** Rows of the table of kinds: admission. */
final class AdmissionKinds {
    private AdmissionKinds() {}

    static ResourceKindBuilder mutatingWebhooks() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "MutatingWebhookConfiguration",
                        "mutatingwebhookconfigurations")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.webhooks());
    }

    static ResourceKindBuilder validatingWebhooks() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "ValidatingWebhookConfiguration",
                        "validatingwebhookconfigurations")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.webhooks());
    }

    static ResourceKindBuilder mutatingPolicy() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "MutatingAdmissionPolicy",
                        "mutatingadmissionpolicies")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.admissionPolicy("Mutations", "mutations"));
    }

    static ResourceKindBuilder mutatingPolicyBinding() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "MutatingAdmissionPolicyBinding",
                        "mutatingadmissionpolicybindings")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.admissionBinding());
    }

    static ResourceKindBuilder validatingPolicy() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "ValidatingAdmissionPolicy",
                        "validatingadmissionpolicies")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.admissionPolicy("Validations", "validations"));
    }

    static ResourceKindBuilder validatingPolicyBinding() {
        return row(
                        "admissionregistration.k8s.io",
                        "v1",
                        "ValidatingAdmissionPolicyBinding",
                        "validatingadmissionpolicybindings")
                .clusterScoped()
                .extension()
                .generation()
                .columns(ExtensionColumns.admissionBinding());
    }
}
