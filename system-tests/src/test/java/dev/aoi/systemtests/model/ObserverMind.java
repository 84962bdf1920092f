package dev.aoi.systemtests.model;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the model leads an investigation: survey, ask the pods behind strange endpoints what they
 * listen on, read the service, repair, look again. Objects are named by handle, observations cited
 * by id; both can only come from the prompt.
 */
final class ObserverMind {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PromptText prompt;
    private final Notes notes;
    private final List<Shown> shown;
    private final Map<String, String> handles;
    private final boolean mitigation;

    private ObserverMind(PromptText prompt) {
        this.prompt = prompt;
        this.notes = Notes.in(prompt.between("Memory of earlier turns:", "Observed objects"));
        this.shown = Shown.in(prompt.between("What the last step brought:", "</observed>"));
        this.handles = prompt.handles();
        this.mitigation = prompt.system().contains("What is asked in this incident (mitigation)");
    }

    static String answer(PromptText prompt) {
        return new ObserverMind(prompt).decide().toString();
    }

    private ObjectNode decide() {
        return switch (notes.get("stage")) {
            case "" ->
                    probe(
                            notes.with("stage", "survey"),
                            "Survey",
                            List.of("get pods -o wide", "get services -o wide", "get endpoints"));
            case "survey" -> suspect();
            case "listen" -> convict();
            case "spec" -> repair();
            case "repair" -> look();
            case "verify" -> verify();
            default -> giveUp("The notes are unreadable: " + notes.text());
        };
    }

    /** Endpoints on a port that their service does not have. */
    private ObjectNode suspect() {
        var services = Shown.listing(shown, "services");
        var endpoints = Shown.listing(shown, "endpoints");
        var pods = Shown.listing(shown, "pods");
        if (services.isEmpty() || endpoints.isEmpty() || pods.isEmpty()) {
            return giveUp("The survey is not in the prompt");
        }
        List<String> suspects = new ArrayList<>();
        List<String> checks = new ArrayList<>();
        for (Map<String, String> row : endpoints.get().rows()) {
            String name = row.get("NAME");
            String first = row.getOrDefault("ENDPOINTS", "").split(",")[0];
            if (!first.contains(":")) {
                continue;
            }
            String port = first.substring(first.indexOf(':') + 1);
            String ip = first.substring(0, first.indexOf(':'));
            if (!ports(services.get(), name).contains(port + "/TCP")) {
                String pod =
                        pods.get().rows().stream()
                                .filter(p -> p.getOrDefault("IP", "").equals(ip))
                                .map(p -> handles.get("Pod/" + p.get("NAME")))
                                .findFirst()
                                .orElse("");
                suspects.add(handles.get("Service/" + name) + ":" + pod + ":" + port);
                checks.add("exec " + pod + " -- cat /proc/net/tcp");
            }
        }
        if (suspects.isEmpty()) {
            return giveUp("Nothing is suspicious");
        }
        return probe(
                notes.with("stage", "listen")
                        .with("suspects", String.join(",", suspects))
                        .with("seen", endpoints.get().id()),
                "What do the processes listen on?",
                checks);
    }

    private static String ports(Shown services, String name) {
        return services.rows().stream()
                .filter(s -> s.getOrDefault("NAME", "").equals(name))
                .map(s -> s.getOrDefault("PORT(S)", ""))
                .findFirst()
                .orElse("");
    }

    /** The suspect whose process listens elsewhere. */
    private ObjectNode convict() {
        for (String suspect : notes.get("suspects").split(",")) {
            String[] parts = suspect.split(":");
            String pod = name(parts[1]);
            for (Shown look : shown) {
                Set<Integer> listening = look.listening();
                boolean its = look.command().contains("pod/" + pod + " ");
                if (its
                        && !listening.isEmpty()
                        && !listening.contains(Integer.parseInt(parts[2]))) {
                    Notes known =
                            notes.with("service", parts[0])
                                    .with("wrong", parts[2])
                                    .with("right", listening.iterator().next().toString())
                                    .with("seen", notes.get("seen") + "," + look.id());
                    return mitigation
                            ? probe(
                                    known.with("stage", "spec"),
                                    "How does the service map its ports?",
                                    List.of("get service " + parts[0] + " -o json"))
                            : submit(known);
                }
            }
        }
        return giveUp("Every suspect listens where it is asked");
    }

    private ObjectNode repair() {
        for (Shown look : shown) {
            if (!look.command().endsWith("-o json")) {
                continue;
            }
            int index = 0;
            for (JsonNode port : JSON.readTree(look.text()).path("spec").path("ports")) {
                if (port.path("targetPort").asString("").equals(notes.get("wrong"))) {
                    return execute(index);
                }
                index++;
            }
        }
        return giveUp("The service's ports are not in the prompt");
    }

    private ObjectNode execute(int index) {
        String service = notes.get("service");
        ObjectNode json =
                frame(notes.with("stage", "repair"), "ready_to_fix", "execute", "Repair the port");
        ObjectNode repair = json.putObject("repair");
        repair.put("target", service);
        repair.put("issue", "It sends to port " + notes.get("wrong"));
        repair.put(
                "command",
                "patch service "
                        + service
                        + " --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/ports/"
                        + index
                        + "/targetPort\",\"value\":"
                        + notes.get("right")
                        + "}]'");
        repair.put("expectation", "endpoints " + service + " port " + notes.get("right"));
        return json;
    }

    private ObjectNode look() {
        boolean done = prompt.between("Done to the cluster so far:", "Memory").contains("applied");
        return done
                ? probe(
                        notes.with("stage", "verify"),
                        "Does the repair hold?",
                        List.of("get endpoints"))
                : giveUp("The prompt does not say that the repair was made");
    }

    private ObjectNode verify() {
        String service = name(notes.get("service"));
        for (Shown look : shown) {
            for (Map<String, String> row : look.rows()) {
                if (service.equals(row.get("NAME"))
                        && row.getOrDefault("ENDPOINTS", "").endsWith(":" + notes.get("right"))) {
                    return submit(notes.with("seen", look.id()));
                }
            }
        }
        return giveUp("The repair does not show");
    }

    private ObjectNode probe(Notes next, String instruction, List<String> checks) {
        String phase = next.get("stage").equals("verify") ? "verification" : "point_investigation";
        ObjectNode json = frame(next, phase, "probe", instruction);
        var list = json.putObject("probe").putArray("checks");
        checks.forEach(list::add);
        return json;
    }

    private ObjectNode submit(Notes known) {
        ObjectNode json =
                frame(known, "ready_to_submit", "submit", "Wrong port " + known.get("wrong"));
        ObjectNode answer = (ObjectNode) json.get("answer");
        if (mitigation) {
            answer.put("mitigated", true);
        } else {
            answer.put("verdict", "Yes");
        }
        return json;
    }

    private ObjectNode giveUp(String why) {
        return frame(notes, "depth_analysis", "give_up", why);
    }

    private ObjectNode frame(Notes next, String phase, String step, String instruction) {
        ObjectNode json = JSON.createObjectNode();
        json.put("summary", next.text());
        json.put("phase", phase);
        ObjectNode cause = json.putObject("root_cause");
        cause.put("suspected", next.get("service"));
        cause.putArray("symptoms");
        cause.put("causality_chain", "");
        cause.put("confidence", "Medium");
        json.put("confidence", 50);
        var evidence = json.putArray("evidence");
        for (String id : next.get("seen").split(",")) {
            if (!id.isEmpty()) {
                evidence.add(id);
            }
        }
        json.put("next_step", step);
        json.put("instruction", instruction);
        json.putObject("answer");
        return json;
    }

    /** The name behind a handle. */
    private String name(String handle) {
        return handles.entrySet().stream()
                .filter(e -> e.getValue().equals(handle))
                .map(e -> e.getKey().substring(e.getKey().indexOf('/') + 1))
                .findFirst()
                .orElse("(not in the prompt)");
    }
}
