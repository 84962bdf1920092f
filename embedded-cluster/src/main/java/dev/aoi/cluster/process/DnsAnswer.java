package dev.aoi.cluster.process;

import java.time.Duration;
import java.util.List;

/** What a name server says to the question for a name's addresses. */
public sealed interface DnsAnswer {
    /** Time until it was known. */
    Duration took();

    /** The addresses; {@code alias} is the name that it stands for, if it does. */
    record Found(List<String> addresses, String alias, Duration took) implements DnsAnswer {
        public Found {
            addresses = List.copyOf(addresses);
        }
    }

    /** There is no such name (NXDOMAIN). */
    record NoSuchName(Duration took) implements DnsAnswer {}

    /** The server could not or would not answer (SERVFAIL, REFUSED). */
    record Failed(String code, Duration took) implements DnsAnswer {}

    /** No server answered. */
    record Silence(Duration took) implements DnsAnswer {}
}
