package dev.aoi.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.RegistryStartException;
import dev.aoi.broker.registry.Rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

class BrokerAndRegistryIT {

    @TempDir Path dir;

    @Test
    void theRegistryOutlivesItsBroker() {
        try (BrokerAndRegistry both = BrokerAndRegistry.start(BrokerConfig.at(dir), this::any)) {
            Rest rest = new Rest(both.registry().url());
            assertThat(rest.register("s", Rest.record("A"))).isEqualTo("200 {\"id\":1}");
            both.broker().close();
            // What is known is still served; what needs the log says that the store is away.
            assertThat(rest.get("/schemas/ids/1"))
                    .isEqualTo("200 " + Rest.schemaBody(Rest.record("A")));
            assertThat(rest.register("s", Rest.record("B")))
                    .isEqualTo(
                            Rest.error(
                                    500, 50002, "Kafka did not answer the registry within 10 s."));
            try (KafkaBroker again = KafkaBroker.start(BrokerConfig.at(dir))) {
                assertThat(again.port()).isEqualTo(both.broker().port());
                assertThat(rest.register("t", Rest.record("B"))).isEqualTo("200 {\"id\":2}");
                both.registry().close();
            }
        }
    }

    @Test
    void neitherRunsWhenTheRegistryCannotStart() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(
                            () ->
                                    BrokerAndRegistry.start(
                                            BrokerConfig.at(dir),
                                            servers -> config(servers, other.getLocalPort())))
                    .isInstanceOf(RegistryStartException.class)
                    .hasMessageStartingWith("The schema registry cannot listen on 127.0.0.1:");
        }
        BrokerAndRegistry.start(BrokerConfig.at(dir), this::any).close();
    }

    @Test
    void neitherRunsWhenTheBrokerCannotStart() throws IOException {
        try (KafkaBroker owner = KafkaBroker.start(BrokerConfig.at(dir))) {
            assertThatThrownBy(() -> BrokerAndRegistry.start(BrokerConfig.at(dir), this::any))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(" is in use by process ");
            assertThat(owner.port()).isPositive();
        }
    }

    private RegistryConfig any(String servers) {
        return config(servers, 0);
    }

    private static RegistryConfig config(String servers, int port) {
        return new RegistryConfig(servers, port, CompatibilityLevel.FULL_TRANSITIVE);
    }
}
