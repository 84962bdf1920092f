package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.process.Bind;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProcNetTcpTest {
    private static final List<Listener> SOCKETS =
            List.of(
                    new Listener(9090, Bind.IPV4, 30001),
                    new Listener(16686, Bind.DUAL, 30002),
                    new Listener(6379, Bind.BOTH, 30003));

    @Test
    void tcpHasTheIpv4Sockets() {
        List<String> lines = ProcNetTcp.tcp(SOCKETS).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSize(149));
        assertThat(lines.stream().map(String::stripTrailing))
                .containsExactly(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when"
                                + " retrnsmt   uid  timeout inode",
                        "   0: 00000000:2382 00000000:0000 0A 00000000:00000000 00:00000000"
                                + " 00000000     0        0 30001 1 0000000000000000 100 0 0 10 0",
                        "   1: 00000000:18EB 00000000:0000 0A 00000000:00000000 00:00000000"
                                + " 00000000     0        0 30003 1 0000000000000000 100 0 0 10 0");
    }

    @Test
    void tcp6HasTheIpv6Sockets() {
        assertThat(ProcNetTcp.tcp6(SOCKETS).lines().skip(1))
                .containsExactly(
                        "   0: 00000000000000000000000000000000:412E"
                            + " 00000000000000000000000000000000:0000 0A 00000000:00000000"
                            + " 00:00000000 00000000     0        0 30002 1 0000000000000000 100 0"
                            + " 0 10 0",
                        "   1: 00000000000000000000000000000000:18EB"
                            + " 00000000000000000000000000000000:0000 0A 00000000:00000000"
                            + " 00:00000000 00000000     0        0 30003 1 0000000000000000 100 0"
                            + " 0 10 0");
    }
}
