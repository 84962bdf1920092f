package dev.aoi.agent.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class RegistryClientTest {
    private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    private StubRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
        client = new RegistryClient(registry.url());
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void triesAgainAfterServerErrorsAndCutConnections() {
        registry.failNext(503, 0, 500);

        assertThat(client.register("s", SCHEMA)).isEqualTo(1);
        assertThat(registry.requests()).hasSize(4).containsOnly("POST /subjects/s/versions");
    }

    @Test
    void givesUpAfterFourAttempts() {
        registry.failNext(500, 500, 500, 500);

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessage(
                        "The schema registry at "
                                + registry.url()
                                + " does not answer (HTTP status 500);"
                                + " start it or correct schema.registry.url");
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        // A port that only the system may open, for a service that nobody runs any more.
        String nobody = "http://127.0.0.1:1";
        try (RegistryClient lost = new RegistryClient(nobody)) {
            assertThatThrownBy(lost::subjects)
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageStartingWith("The schema registry at " + nobody)
                    .hasMessageEndingWith("start it or correct schema.registry.url");
        }
        try (RegistryClient second = new RegistryClient(List.of(nobody, registry.url()), "")) {
            assertThat(second.subjects()).isEmpty();
        }
    }

    @Test
    void doesNotRepeatRefusals() {
        registry.failNext(409);
        assertThatThrownBy(() -> client.register("s", SCHEMA))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessage(
                        "The schema registry refuses the schema of subject s as incompatible:"
                                + " stub says 409");
        registry.failNext(401);
        assertThatThrownBy(() -> client.register("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTP 401");
        registry.failNext(422);
        assertThatThrownBy(() -> client.register("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTP 422: stub says 422");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void escapesSubjects() {
        client.register("a/b c", SCHEMA);

        assertThat(registry.subjects()).containsOnlyKeys("a/b c");
        assertThat(client.subjects()).containsExactly("a/b c");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new RegistryClient("localhost:8081"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "schema.registry.url 'localhost:8081' must begin with http:// or https://");
    }
}
