package dev.aoi.observer.runbook;

import dev.aoi.observer.runbook.Suspect.Status;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks into endpoints on a strange port: asks the pod what it listens on, then the service how it
 * maps its ports. Listening on the endpoint's port clears the suspect; not listening confirms it
 * and gives the right port.
 */
final class PortInquiry {
    private static final String TCP4 = " -- cat /proc/net/tcp";
    private static final String TCP6 = " -- cat /proc/net/tcp6";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PortInquiry() {}

    static Suspect update(Suspect suspect, ContextBlocks context) {
        String pod = suspect.fact("pod");
        Suspect now = suspect;
        now = listening(now, "tcp", context.last(c -> exec(c, pod) && c.endsWith(TCP4)));
        now = listening(now, "tcp6", context.last(c -> exec(c, pod) && c.endsWith(TCP6)));
        Optional<ContextBlocks.Block> spec =
                context.last(c -> get(c, "service", suspect.service()));
        if (spec.isPresent() && spec.get().ok()) {
            now = mapping(now, spec.get());
        }
        return judge(now);
    }

    static List<String> checks(Suspect suspect) {
        List<String> checks = new ArrayList<>();
        if (!suspect.knows("tcp")) {
            checks.add("exec " + suspect.fact("pod") + TCP4);
        } else {
            if (!suspect.knows("tcp6")) {
                checks.add("exec " + suspect.fact("pod") + TCP6);
            }
            if (!suspect.knows("index")) {
                checks.add("get service " + suspect.service() + " -o json");
            }
        }
        return checks;
    }

    private static boolean exec(String command, String pod) {
        return command.startsWith("kubectl exec ") && command.contains(pod);
    }

    private static boolean get(String command, String resource, String name) {
        return command.matches("kubectl get " + resource + "s?[ /]\\Q" + name + "\\E .*-o json.*");
    }

    private static Suspect listening(
            Suspect suspect, String key, Optional<ContextBlocks.Block> block) {
        if (block.isEmpty()) {
            return suspect;
        }
        if (!block.get().ok()) {
            return suspect.with(key, "unreadable");
        }
        String ports =
                ListeningPorts.in(block.get().text()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        return suspect.with(key, ports).seenIn(block.get().id());
    }

    private static Suspect mapping(Suspect suspect, ContextBlocks.Block block) {
        JsonNode service;
        try {
            service = JSON.readTree(block.text().strip());
        } catch (JacksonException e) {
            return suspect.with("index", "unreadable");
        }
        List<String> wrong = new ArrayList<>();
        int index = 0;
        for (JsonNode port : service.path("spec").path("ports")) {
            if (port.path("targetPort").asString("").equals(suspect.fact("endpoint"))) {
                wrong.add(String.valueOf(index));
            }
            index++;
        }
        return suspect.with("index", String.join(",", wrong)).seenIn(block.id());
    }

    private static Suspect judge(Suspect suspect) {
        if (!suspect.knows("tcp")) {
            return suspect;
        }
        Set<Integer> ports = new TreeSet<>(numbers(suspect.fact("tcp")));
        ports.addAll(numbers(suspect.fact("tcp6")));
        int endpoint = Integer.parseInt(suspect.fact("endpoint"));
        if (ports.contains(endpoint)) {
            return suspect.as(Status.CLEARED);
        }
        if (!suspect.knows("tcp6") || !suspect.knows("index") || ports.isEmpty()) {
            return suspect;
        }
        boolean own = numbers(suspect.fact("port")).stream().anyMatch(ports::contains);
        String right = own ? suspect.fact("port") : String.valueOf(ports.iterator().next());
        return suspect.with("right", right).as(Status.CONFIRMED);
    }

    private static List<Integer> numbers(String list) {
        return List.of(list.split(",")).stream()
                .filter(n -> n.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }
}
