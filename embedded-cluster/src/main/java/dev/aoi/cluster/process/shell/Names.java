package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.DnsAnswer;
import dev.aoi.cluster.process.Machine;
import dev.aoi.cluster.process.ResolverConfig;

import java.time.Duration;
import java.util.Optional;

/** Looks a name up as the C library does: hosts file, then the search list. */
final class Names {
    /**
     * What came of it.
     *
     * @param address empty when there is none
     */
    record Found(Optional<String> address, Duration took) {}

    private Names() {}

    static Found find(Machine machine, String name) {
        if (name.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return new Found(Optional.of(name), Duration.ZERO);
        }
        if (name.equals("localhost")) {
            return new Found(Optional.of("127.0.0.1"), Duration.ZERO);
        }
        ResolverConfig resolver = machine.resolver();
        String own = resolver.hosts().get(name);
        if (own != null) {
            return new Found(Optional.of(own), Duration.ZERO);
        }
        Duration took = Duration.ZERO;
        for (String candidate : resolver.candidates(name)) {
            DnsAnswer answer = machine.query(candidate);
            took = took.plus(answer.took());
            if (answer instanceof DnsAnswer.Found found && !found.addresses().isEmpty()) {
                return new Found(Optional.of(found.addresses().getFirst()), took);
            }
            if (answer instanceof DnsAnswer.Silence) {
                break;
            }
        }
        return new Found(Optional.empty(), took);
    }
}
