package dev.aoi.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

class EndpointCheckTest {
    private FakeEndpoint server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeEndpoint();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingIsWrongWithAnEndpointThatListsItsModelsOrHasNoList() {
        server.then(200, "{\"data\":[]}").then(404, "");

        assertThat(check()).isEmpty();
        assertThat(check()).isEmpty();
        assertThat(server.paths).containsOnly("GET /v1/models");
        assertThat(server.authorizations).containsOnly("Bearer sk-secret");
    }

    @Test
    void aWrongKeyAndABrokenServerAreTold() {
        server.thenError(401, "no sk-secret").then(502, "");

        assertThat(check())
                .contains(
                        "The model endpoint "
                                + server.base()
                                + " does not accept the key (HTTP 401); check API_KEY");
        assertThat(check())
                .contains(
                        "The model endpoint "
                                + server.base()
                                + " is in trouble (HTTP 502); try again later");
    }

    @Test
    void nobodyThereIsTold() {
        String base = server.base();
        LlmSettings settings = settings();
        server.close();

        assertThat(EndpointCheck.check(settings))
                .get()
                .asString()
                .startsWith("The model endpoint " + base + " cannot be reached (")
                .endsWith("; check API_BASE");
    }

    private Optional<String> check() {
        return EndpointCheck.check(settings());
    }

    private LlmSettings settings() {
        return LlmSettings.of(
                Map.of("API_KEY", "sk-secret", "API_BASE", server.base(), "MODEL", "m")::get);
    }
}
