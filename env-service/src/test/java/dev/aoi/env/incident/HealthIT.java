package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aoi.env.EnvApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The service as a process of its own: health and metrics over HTTP. */
class HealthIT {
    @TempDir Path folder;

    @Test
    void servesHealthAndMetrics() throws Exception {
        try (Stack stack = new Stack(folder);
                ConfigurableApplicationContext service =
                        new SpringApplicationBuilder(EnvApplication.class)
                                .run(stack.settings("--server.port=0"))) {
            String port = service.getEnvironment().getRequiredProperty("local.server.port");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(port, "health").contains("\"status\":\"UP\""));
            assertThat(get(port, "prometheus")).contains("jvm_threads_live_threads");
        }
    }

    private static String get(String port, String endpoint) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/actuator/"
                                                            + endpoint))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
