package dev.aoi.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.network.Route.Backend;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The truth table of one edge: what the caller sees for each condition of the callee. */
class ClusterNetworkTest {
    private static final Duration GLANCE = Duration.ofMillis(1);
    private static final Request REQUEST = Request.of(Protocol.THRIFT, "Get", Instant.EPOCH);

    private final Routes routes = new Routes();
    private final List<String> delivered = new ArrayList<>();
    private final ClusterNetwork network = new ClusterNetwork(routes, this::deliver);

    /**
     * Pods 10.0.0.1 and .2 listen on 9090, .3 answers with an application error, no other exists.
     */
    private Optional<Reply> deliver(String address, int port, Request request) {
        delivered.add(request.client() + ">" + address + ":" + port);
        return switch (address) {
            case "10.0.0.1", "10.0.0.2" ->
                    Optional.of(port == 9090 ? Reply.ok(GLANCE) : new Reply.Refused(GLANCE));
            case "10.0.0.3" -> Optional.of(new Reply.Failed("no such user", GLANCE));
            default -> Optional.empty();
        };
    }

    @BeforeEach
    void services() {
        put("good", "10.96.0.9", Map.of(80, List.of(new Backend("10.0.0.1", 9090))), List.of());
        put(
                "wrong-port",
                "10.96.0.10",
                Map.of(80, List.of(new Backend("10.0.0.1", 9999))),
                List.of());
        put("empty", "10.96.0.11", Map.of(80, List.of()), List.of());
        put("failing", "10.96.0.12", Map.of(80, List.of(new Backend("10.0.0.3", 9090))), List.of());
        put("gone", "10.96.0.13", Map.of(80, List.of(new Backend("10.0.0.7", 9090))), List.of());
        put("headless", "None", Map.of(80, List.of()), List.of("10.0.0.1"));
        put("headless-empty", "None", Map.of(80, List.of()), List.of());
        put(
                "two",
                "10.96.0.14",
                Map.of(80, List.of(new Backend("10.0.0.1", 9090), new Backend("10.0.0.2", 9090))),
                List.of());
    }

    private void put(
            String name, String address, Map<Integer, List<Backend>> ports, List<String> pods) {
        routes.put("shop", name, new Route(address, ports, pods));
    }

    private Reply send(String host, int port) {
        return network.send("shop", "10.0.0.99", host, port, REQUEST);
    }

    @Test
    void aReadyListeningEndpointAnswers() {
        for (String host :
                List.of(
                        "good",
                        "good.shop",
                        "good.shop.svc",
                        "good.shop.svc.cluster.local",
                        "good.shop.svc.cluster.local.",
                        "10.96.0.9")) {
            assertThat(send(host, 80)).as(host).isInstanceOf(Reply.Answered.class);
        }
        assertThat(delivered).containsOnly("10.0.0.99>10.0.0.1:9090");
    }

    @Test
    void aMissingServiceDoesNotResolve() {
        assertThat(send("nosuch", 80)).isInstanceOf(Reply.UnknownHost.class);
        assertThat(send("good.other", 80)).isInstanceOf(Reply.UnknownHost.class);
        assertThat(send("example.com.org", 80)).isInstanceOf(Reply.UnknownHost.class);
        assertThat(network.send("other", "10.0.0.99", "good", 80, REQUEST))
                .isInstanceOf(Reply.UnknownHost.class);
    }

    @Test
    void aServiceWithoutReadyEndpointsRefuses() {
        assertThat(send("empty", 80)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void anEndpointPortThatNobodyListensOnRefuses() {
        assertThat(send("wrong-port", 80)).isInstanceOf(Reply.Refused.class);
        assertThat(delivered).containsExactly("10.0.0.99>10.0.0.1:9999");
    }

    @Test
    void aPortThatTheServiceDoesNotHaveAnswersNothing() {
        assertThat(send("good", 81)).isInstanceOf(Reply.TimedOut.class);
    }

    @Test
    void anEndpointWhosePodIsGoneAnswersNothing() {
        assertThat(send("gone", 80)).isInstanceOf(Reply.TimedOut.class);
    }

    @Test
    void anApplicationErrorIsPassedOn() {
        assertThat(send("failing", 80)).isEqualTo(new Reply.Failed("no such user", GLANCE));
    }

    @Test
    void aHeadlessServiceIsItsPods() {
        assertThat(send("headless", 9090)).isInstanceOf(Reply.Answered.class);
        assertThat(send("headless-empty", 9090)).isInstanceOf(Reply.UnknownHost.class);
    }

    @Test
    void localhostAndAddressesNeedNoName() {
        assertThat(send("10.0.0.2", 9090)).isInstanceOf(Reply.Answered.class);
        assertThat(network.send("shop", "10.0.0.2", "localhost", 9090, REQUEST))
                .isInstanceOf(Reply.Answered.class);
    }

    @Test
    void endpointsTakeTurns() {
        for (int i = 0; i < 4; i++) {
            send("two", 80);
        }
        assertThat(delivered)
                .containsExactlyInAnyOrder(
                        "10.0.0.99>10.0.0.1:9090",
                        "10.0.0.99>10.0.0.2:9090",
                        "10.0.0.99>10.0.0.1:9090",
                        "10.0.0.99>10.0.0.2:9090");
    }

    @Test
    void aRemovedServiceIsForgottenByNameAndAddress() {
        routes.remove("shop", "good");
        assertThat(send("good", 80)).isInstanceOf(Reply.UnknownHost.class);
        assertThat(send("10.96.0.9", 80)).isInstanceOf(Reply.TimedOut.class);
    }

    @Test
    void aLoopOfMisroutedServicesEnds() {
        Request deep = REQUEST;
        for (int i = 0; i < 33; i++) {
            deep = deep.causes(Protocol.THRIFT, "Get", Instant.EPOCH);
        }
        assertThat(network.send("shop", "10.0.0.99", "good", 80, deep))
                .isInstanceOf(Reply.TimedOut.class);
    }
}
