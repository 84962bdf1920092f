package dev.aoi.kube.expectation;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.util.Locale;

/** What must hold in a namespace after a change. */
public sealed interface Expectation {

    /** The form that {@link ExpectationParser} reads. */
    String text();

    /** Looks once whether it holds; what cannot be read does not hold. */
    default Outcome check(KubernetesClient client, String namespace) {
        return ExpectationCheck.look(this, client, namespace);
    }

    /** The service has at least one ready endpoint, and endpoints are on this port. */
    record EndpointsPort(String service, int port) implements Expectation {
        @Override
        public String text() {
            return "endpoints service/" + service + " port " + port;
        }
    }

    /** The deployment has at least so many ready pods. */
    record ReadyReplicas(String deployment, int atLeast) implements Expectation {
        @Override
        public String text() {
            return "deployment/" + deployment + " ready " + atLeast;
        }
    }

    /**
     * A field of an object has this value.
     *
     * @param kind as in manifests, such as {@code Service}
     * @param jsonPointer RFC 6901, such as {@code /spec/replicas}
     * @param value as JSON text; a text that is not JSON stands for itself
     */
    record FieldEquals(String kind, String name, String jsonPointer, String value)
            implements Expectation {
        @Override
        public String text() {
            return "field "
                    + kind.toLowerCase(Locale.ROOT)
                    + "/"
                    + name
                    + " "
                    + jsonPointer
                    + " = "
                    + value;
        }
    }
}
