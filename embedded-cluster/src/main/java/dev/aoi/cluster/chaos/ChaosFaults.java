package dev.aoi.cluster.chaos;

import dev.aoi.cluster.network.Faults;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What the experiments in effect do on the way of a request.
 *
 * <p>A packet crosses a link in one direction; a connection needs two round trips, for its
 * handshake and for the request with its answer. So a delay of one direction is met twice, and a
 * packet that is lost is sent again after 1, 2 and 4 seconds before its sender gives up.
 */
final class ChaosFaults implements Faults {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 4;
    private static final int ROUND_TRIPS = 2;

    private final SplittableRandom random;
    private final Map<String, Injected> injected = new LinkedHashMap<>();

    ChaosFaults(long seed) {
        this.random = new SplittableRandom(seed ^ 0xc4a05);
    }

    void put(String experiment, Injected fault) {
        injected.put(experiment, fault);
    }

    void remove(String experiment) {
        injected.remove(experiment);
    }

    private Collection<Injected> of(String kind) {
        if (injected.isEmpty()) {
            return List.of();
        }
        List<Injected> found = new ArrayList<>();
        for (Injected each : injected.values()) {
            if (each.kind().equals(kind)) {
                found.add(each);
            }
        }
        return found;
    }

    @Override
    public Optional<Reply> connection(String from, String to, int port, Request request) {
        for (Injected each : of("NetworkChaos")) {
            boolean there = each.disturbs(from, to);
            boolean back = each.disturbs(to, from);
            if (!there && !back) {
                continue;
            }
            if (each.action().equals("partition")) {
                return Optional.of(new Reply.TimedOut(PATIENCE));
            }
            double lost = lost(each);
            if (lost > 0) {
                double way = (there ? 1 - lost : 1) * (back ? 1 - lost : 1);
                for (int trip = 0; trip < ROUND_TRIPS; trip++) {
                    if (tries(way) > TRIES) {
                        return Optional.of(new Reply.TimedOut(PATIENCE));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private int tries(double success) {
        int tries = 1;
        while (tries <= TRIES && random.nextDouble() >= success) {
            tries++;
        }
        return tries;
    }

    /** Share of packets that do not arrive whole. */
    private static double lost(Injected each) {
        JsonNode spec = each.spec();
        double loss = Amount.of(spec.at("/loss/loss").asString("0"), 0);
        double corrupt = Amount.of(spec.at("/corrupt/corrupt").asString("0"), 0);
        return switch (each.action()) {
            case "loss" -> loss / 100;
            case "corrupt" -> corrupt / 100;
            case "netem" -> 1 - (1 - loss / 100) * (1 - corrupt / 100);
            default -> 0;
        };
    }

    @Override
    public Duration delay(String from, String to, Request request) {
        Duration all = Duration.ZERO;
        for (Injected each : of("NetworkChaos")) {
            int ways = (each.disturbs(from, to) ? 1 : 0) + (each.disturbs(to, from) ? 1 : 0);
            if (ways == 0) {
                continue;
            }
            JsonNode spec = each.spec();
            switch (each.action()) {
                case "delay", "netem" -> {
                    Duration latency = Amount.duration(spec.at("/delay/latency").asString("0ms"));
                    long jitter =
                            Amount.duration(spec.at("/delay/jitter").asString("0ms")).toNanos();
                    for (int i = 0; i < ROUND_TRIPS * ways; i++) {
                        all =
                                all.plus(latency)
                                        .plusNanos(
                                                jitter == 0
                                                        ? 0
                                                        : random.nextLong(-jitter, jitter + 1));
                    }
                }
                case "bandwidth" -> {
                    double rate = Amount.bitsPerSecond(spec.at("/bandwidth/rate").asString("0"));
                    long bits = 8L * (1_500 + request.body().length());
                    all = rate <= 0 ? all : all.plusNanos((long) (ways * bits / rate * 1e9));
                }
                default -> {}
            }
        }
        return all.isNegative() ? Duration.ZERO : all;
    }

    @Override
    public Reply served(String to, int port, Request request, Supplier<Reply> server) {
        List<Injected> here = new ArrayList<>();
        for (Injected each : of("HTTPChaos")) {
            JsonNode spec = each.spec();
            String method = spec.path("method").asString("");
            String path = spec.path("path").asString("*");
            boolean fits =
                    each.addresses().contains(to)
                            && spec.path("port").asInt(port) == port
                            && (method.isEmpty() || method.equals(request.method()))
                            && glob(path).matcher(request.path()).matches();
            if (fits) {
                here.add(each);
            }
        }
        Request changed = request;
        Duration before = Duration.ZERO;
        for (Injected each : here) {
            if (each.spec().path("target").asString("").equals("Request")) {
                if (each.spec().path("abort").asBoolean(false)) {
                    return new Reply.Closed(Duration.ofMillis(1));
                }
                before = before.plus(Amount.duration(each.spec().path("delay").asString("")));
                String other = each.spec().at("/replace/path").asString("");
                if (!other.isEmpty()) {
                    changed =
                            new Request(
                                    changed.protocol(),
                                    changed.method() + " " + other,
                                    changed.body(),
                                    changed.at(),
                                    changed.client(),
                                    changed.hops(),
                                    changed.trace());
                }
            }
        }
        Reply reply =
                here.isEmpty() || changed == request
                        ? server.get()
                        : new Reply.Answered(404, "404 page not found\n", Duration.ofMillis(1));
        reply = reply.later(before);
        for (Injected each : here) {
            if (each.spec().path("target").asString("").equals("Response")) {
                reply = response(each.spec(), reply);
            }
        }
        return stressed(to, reply);
    }

    private static Reply response(JsonNode spec, Reply reply) {
        int code = spec.path("code").asInt(0);
        boolean matches = code == 0 || reply instanceof Reply.Answered a && a.status() == code;
        if (!matches) {
            return reply;
        }
        if (spec.path("abort").asBoolean(false)) {
            return new Reply.Closed(reply.took());
        }
        Reply later = reply.later(Amount.duration(spec.path("delay").asString("")));
        if (!(later instanceof Reply.Answered answer)) {
            return later;
        }
        String replaced = spec.at("/replace/body").asString("");
        String body =
                replaced.isEmpty()
                        ? answer.body()
                        : new String(
                                Base64.getMimeDecoder().decode(replaced), StandardCharsets.UTF_8);
        String patch = spec.at("/patch/body/value").asString("");
        return new Reply.Answered(
                spec.at("/replace/code").asInt(answer.status()),
                patch.isEmpty() ? body : merged(body, patch),
                answer.took(),
                answer.contentType());
    }

    /** A JSON object with the patch's members put in; other bodies stay. */
    private static String merged(String body, String patch) {
        String whole = body.strip();
        String more = patch.strip();
        boolean objects = whole.endsWith("}") && more.startsWith("{") && more.endsWith("}");
        if (!objects) {
            return body;
        }
        String inner = more.substring(1, more.length() - 1).strip();
        String head = whole.substring(0, whole.length() - 1).stripTrailing();
        return head + (head.endsWith("{") || inner.isEmpty() ? "" : ",") + inner + "}";
    }

    /** A busy processor answers later. */
    private Reply stressed(String to, Reply reply) {
        Duration more = Duration.ZERO;
        for (Injected each : of("StressChaos")) {
            if (each.addresses().contains(to)) {
                int workers = each.spec().at("/stressors/cpu/workers").asInt(0);
                int load = each.spec().at("/stressors/cpu/load").asInt(100);
                more = more.plusMillis((long) workers * load / 10);
            }
        }
        return reply.later(more);
    }

    @Override
    public Optional<String> name(String from, String name) {
        for (Injected each : of("DNSChaos")) {
            JsonNode patterns = each.spec().path("patterns");
            boolean fits =
                    each.addresses().contains(from)
                            && (patterns.isEmpty()
                                    || patterns.valueStream()
                                            .anyMatch(p -> named(p.asString(""), name)));
            if (fits) {
                return Optional.of(
                        each.action().equals("random")
                                ? "%d.%d.%d.%d"
                                        .formatted(
                                                random.nextInt(11, 224),
                                                random.nextInt(256),
                                                random.nextInt(256),
                                                random.nextInt(1, 255))
                                : "error");
            }
        }
        return Optional.empty();
    }

    private static boolean named(String pattern, String name) {
        return glob(pattern).matcher(name).matches()
                || !pattern.contains("*") && name.startsWith(pattern + ".");
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    @Override
    public Optional<String> file(PodIdentity pod, String path, String operation) {
        for (Injected each : of("IOChaos")) {
            JsonNode spec = each.spec();
            String volume = spec.path("volumePath").asString("/");
            String prefix = volume.endsWith("/") ? volume : volume + "/";
            String glob = spec.path("path").asString("");
            JsonNode methods = spec.path("methods");
            boolean fits =
                    each.pods().contains(pod.namespace() + "/" + pod.name())
                            && each.action().equals("fault")
                            && (path.equals(volume) || path.startsWith(prefix))
                            && (glob.isEmpty()
                                    || glob(glob.replace("**", "*")).matcher(path).matches())
                            && (methods.isEmpty()
                                    || methods.valueStream()
                                            .anyMatch(
                                                    m ->
                                                            m.asString("")
                                                                    .equalsIgnoreCase(operation)))
                            && random.nextInt(100) < spec.path("percent").asInt(100);
            if (fits) {
                return Optional.of(error(spec.path("errno").asInt(5)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Duration clock(PodIdentity pod) {
        Duration all = Duration.ZERO;
        for (Injected each : of("TimeChaos")) {
            if (each.pods().contains(pod.namespace() + "/" + pod.name())) {
                all = all.plus(Amount.duration(each.spec().path("timeOffset").asString("")));
            }
        }
        return all;
    }

    private static String error(int number) {
        return switch (number) {
            case 1 -> "Operation not permitted";
            case 2 -> "No such file or directory";
            case 6 -> "No such device or address";
            case 12 -> "Cannot allocate memory";
            case 13 -> "Permission denied";
            case 16 -> "Device or resource busy";
            case 17 -> "File exists";
            case 20 -> "Not a directory";
            case 22 -> "Invalid argument";
            case 24 -> "Too many open files";
            case 28 -> "No space left on device";
            case 30 -> "Read-only file system";
            case 122 -> "Disk quota exceeded";
            default -> "Input/output error";
        };
    }
}
