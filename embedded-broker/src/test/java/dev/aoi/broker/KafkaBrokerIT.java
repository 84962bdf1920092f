package dev.aoi.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

class KafkaBrokerIT {

    @TempDir Path dir;

    @Test
    void keepsDataAndPortOverARestart() throws Exception {
        String first;
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            first = broker.bootstrapServers();
            Records.createTopic(first);
            assertThat(Records.write(first, text("one"))).isZero();
        }
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            assertThat(broker.bootstrapServers()).isEqualTo(first);
            assertThat(Records.write(first, text("two"))).isEqualTo(1);
            assertThat(Records.readAll(first)).containsExactly(text("one"), text("two"));
        }
    }

    @Test
    void takesATrajectoryOfEightMebibytes() throws Exception {
        byte[] trajectory = new byte[8 * 1024 * 1024];
        trajectory[trajectory.length - 1] = 7;
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            Records.createTopic(broker.bootstrapServers());
            Records.write(broker.bootstrapServers(), trajectory);
            assertThat(Records.readAll(broker.bootstrapServers())).containsExactly(trajectory);
        }
    }

    @Test
    void makesNoTopicOnItsOwn() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unasked")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        InetAddress outside =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                        .findFirst()
                        .orElse(null);
        assumeThat(outside).as("an address other than loopback").isNotNull();
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir));
                Socket socket = new Socket()) {
            var address = new InetSocketAddress(outside, broker.port());
            assertThatThrownBy(() -> socket.connect(address, 2_000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> KafkaBroker.start(new BrokerConfig(dir, port)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessage(
                            "Kafka cannot listen on 127.0.0.1:"
                                    + port
                                    + " (Address already in use); stop what uses that port or"
                                    + " choose another one.");
        }
        // A failed start leaves nothing locked.
        KafkaBroker.start(BrokerConfig.at(dir)).close();
    }

    @Test
    void takesAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
        int first;
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            first = broker.port();
        }
        try (ServerSocket other = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"));
                KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            assertThat(broker.port()).isNotEqualTo(other.getLocalPort()).isPositive();
        }
    }

    @Test
    void saysThatTheFolderIsInUse() {
        try (KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir))) {
            assertThatThrownBy(() -> KafkaBroker.start(BrokerConfig.at(dir)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessage(
                            "Kafka's data folder "
                                    + dir
                                    + " is in use by process "
                                    + ProcessHandle.current().pid()
                                    + "; stop that process or choose another folder.");
            assertThat(broker.port()).isPositive();
        }
    }

    @Test
    void saysThatTheFolderIsAFile() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> KafkaBroker.start(BrokerConfig.at(file)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("Kafka's data folder " + file + " cannot be written (")
                .hasMessageEndingWith("); choose another folder or repair its permissions.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatTheFolderCannotBeWritten() {
        // Not even root can write here.
        Path folder = Path.of("/proc/aoi-broker");
        assertThatThrownBy(() -> KafkaBroker.start(BrokerConfig.at(folder)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("Kafka's data folder " + folder + " cannot be written (");
    }

    @Test
    void saysThatPermissionIsMissing() throws Exception {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(dir)).as("running as root").isFalse();
            assertThatThrownBy(() -> KafkaBroker.start(BrokerConfig.at(dir)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("cannot be written (AccessDeniedException");
        } finally {
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        KafkaBroker broker = KafkaBroker.start(BrokerConfig.at(dir));
        broker.close();
        broker.close();
        KafkaBroker.start(BrokerConfig.at(dir)).close();
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> new BrokerConfig(dir, 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Kafka's port must be between 0 and 65535 but is 65536.");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
