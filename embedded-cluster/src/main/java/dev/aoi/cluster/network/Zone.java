package dev.aoi.cluster.network;

import dev.aoi.cluster.process.DnsAnswer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names under {@code cluster.local} (Kubernetes DNS specification, schema 1.1). */
final class Zone {
    private static final String DOMAIN = "cluster.local";
    private static final int MOST_ALIASES = 8;
    private static final Pattern POD =
            Pattern.compile(
                    "(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\.([^.]+)\\.pod\\.cluster\\.local");
    private static final Pattern SERVICE =
            Pattern.compile("(?:([^.]+)\\.)?([^.]+)\\.([^.]+)\\.svc\\.cluster\\.local");

    private final Routes routes;

    Zone(Routes routes) {
        this.routes = routes;
    }

    /** The answer to the question for a full name's addresses. */
    DnsAnswer ask(String name, Duration took) {
        return ask(name, took, 0);
    }

    private DnsAnswer ask(String name, Duration took, int aliases) {
        DnsAnswer none = new DnsAnswer.NoSuchName(took);
        if (!name.endsWith("." + DOMAIN) || aliases > MOST_ALIASES) {
            return none;
        }
        Matcher pod = POD.matcher(name);
        if (pod.matches()) {
            return new DnsAnswer.Found(List.of(pod.group(1).replace('-', '.')), "", took);
        }
        Matcher service = SERVICE.matcher(name);
        if (!service.matches()) {
            return none;
        }
        Optional<Route> found = routes.named(service.group(3), service.group(2));
        if (found.isEmpty()) {
            return none;
        }
        Route route = found.get();
        if (service.group(1) != null) {
            String address = route.hostnames().get(service.group(1));
            return address == null ? none : new DnsAnswer.Found(List.of(address), "", took);
        }
        if (!route.alias().isEmpty()) {
            return ask(route.alias(), took, aliases + 1) instanceof DnsAnswer.Found target
                    ? new DnsAnswer.Found(target.addresses(), route.alias(), took)
                    : new DnsAnswer.Found(List.of(), route.alias(), took);
        }
        if (!route.headless()) {
            return new DnsAnswer.Found(List.of(route.clusterIp()), "", took);
        }
        return route.addresses().isEmpty()
                ? none
                : new DnsAnswer.Found(route.addresses(), "", took);
    }
}
