package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.JsonText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import javax.net.ssl.SSLSocket;

/** What nobody should send is answered with a Status and changes nothing. */
final class BadInputIT {
    private static final String MAPS = "/worlds/w/api/v1/namespaces/default/configmaps";

    @TempDir Path folder;
    private TestHost host;
    private String token;

    @BeforeEach
    void start() throws Exception {
        host = TestHost.start(folder);
        host.admin.createWorld("w", 1);
        token = TestHost.token("env", "w");
    }

    @AfterEach
    void stop() {
        long maps = JsonText.read(get(MAPS)).path("items").size();
        assertThat(maps).isLessThanOrEqualTo(1);
        host.close();
    }

    @Test
    void bodiesThatAreNoObjects() throws Exception {
        assertStatus(host.post(MAPS, token, "{bad"), 400, "BadRequest");
        assertStatus(host.post(MAPS, token, "[]"), 400, "BadRequest");
        assertStatus(host.post(MAPS, token, "{\"metadata\":{}}"), 422, "Invalid");
    }

    @Test
    void aBodyOfFiveMegabytes() throws Exception {
        String body =
                "{\"metadata\":{\"name\":\"big\"},\"data\":{\"a\":\""
                        + "x".repeat(5 * 1024 * 1024)
                        + "\"}}";
        HttpResponse<String> answer = host.post(MAPS, token, body);
        assertStatus(answer, 413, "RequestEntityTooLarge");
        assertThat(JsonText.read(answer.body()).path("message").asString())
                .isEqualTo("Request entity too large: limit is 3145728");
    }

    @Test
    void aTypeThatIsNotRead() throws Exception {
        HttpResponse<String> answer = host.send("POST", MAPS, token, "text/csv", "a,b");
        assertStatus(answer, 415, "UnsupportedMediaType");
    }

    @Test
    void aBombOfAliases() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            String one = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(",", java.util.Collections.nCopies(9, one))).append("]\n");
        }
        HttpResponse<String> answer =
                host.send("POST", MAPS, token, "application/yaml", bomb.toString());
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(JsonText.read(answer.body()).path("kind").asString()).isEqualTo("Status");
    }

    @Test
    void pathsThatLeadElsewhere() throws Exception {
        for (String path :
                new String[] {
                    "/worlds/w/api/v1/../../../admin/worlds",
                    "/worlds/w/../../admin/worlds",
                    "/worlds/w/api/v1/namespaces/%2e%2e/pods",
                    "/worlds/../admin/worlds",
                    "/worlds/w/api/v1/namespaces/default/pods/a%2Fb",
                    "/worlds/w/%zz"
                }) {
            String answer = raw("GET " + path + " HTTP/1.1");
            int code = Integer.parseInt(answer.split(" ")[1]);
            assertThat(code).as(path).isBetween(400, 404);
            assertThat(answer)
                    .as(path)
                    .containsAnyOf("\"kind\"", "404 page not found")
                    .doesNotContain("<html");
        }
    }

    @Test
    void aWatchThatIsAskedForWrongly() throws Exception {
        HttpResponse<String> answer = host.get(MAPS + "?watch=1&sendInitialEvents=true", token);
        assertStatus(answer, 422, "Invalid");
        assertThat(JsonText.read(answer.body()).path("message").asString())
                .isEqualTo(
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                                + " sendInitialEvents requires setting resourceVersionMatch to"
                                + " NotOlderThan");
    }

    private String raw(String line) throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        HostTrust.of(host.host.caCertificate())
                                .getSocketFactory()
                                .createSocket("127.0.0.1", host.host.baseUri().getPort())) {
            String request =
                    line
                            + "\r\nHost: x\r\nAuthorization: Bearer "
                            + token
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path) {
        try {
            return host.get(path, token).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void assertStatus(HttpResponse<String> answer, int code, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        JsonNode status = JsonText.read(answer.body());
        assertThat(status.path("kind").asString()).isEqualTo("Status");
        assertThat(status.path("reason").asString()).isEqualTo(reason);
        assertThat(status.path("code").asInt()).isEqualTo(code);
    }
}
