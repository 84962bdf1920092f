package dev.aoi.cluster.telemetry;

import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The HTTP API that Jaeger's own page uses (Jaeger 1.57: "Internal HTTP JSON"). */
final class JaegerApi implements Backend {
    private static final Duration TOOK = Duration.ofMillis(2);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Telemetry telemetry;

    JaegerApi(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void started(RunningProcess process) {
        telemetry.trace();
    }

    @Override
    public Reply answer(RunningProcess process, Instant since, Request request) {
        Form form = Form.of(request);
        String path = request.path().replaceFirst("^/jaeger(?:/ui)?(?=/api)", "");
        List<Span> spans = telemetry.spans().since(micros(since));
        if (path.equals("/api/services")) {
            TreeSet<String> names = new TreeSet<>();
            spans.forEach(s -> names.add(s.service()));
            return strings(names);
        }
        if (path.matches("/api/services/[^/]+/operations")) {
            String service = path.split("/")[3];
            TreeSet<String> names = new TreeSet<>();
            spans.stream()
                    .filter(s -> s.service().equals(service))
                    .forEach(s -> names.add(s.operation()));
            return strings(names);
        }
        if (path.equals("/api/operations")) {
            return operations(spans, form.get("service"));
        }
        if (path.equals("/api/traces")) {
            return traces(spans, form, request.at());
        }
        if (path.startsWith("/api/traces/")) {
            String id = path.substring("/api/traces/".length());
            List<Span> trace = spans.stream().filter(s -> s.trace().equals(id)).toList();
            if (!id.matches("[0-9a-fA-F]{1,32}")) {
                return error(400, "strconv.ParseUint: parsing \"" + id + "\": invalid syntax");
            }
            return trace.isEmpty() ? error(404, "trace not found") : many(List.of(trace));
        }
        if (path.equals("/api/dependencies")) {
            return dependencies(spans);
        }
        boolean page = path.equals("/") || path.startsWith("/search") || path.startsWith("/trace");
        return page
                ? new Reply.Answered(
                        200, "<!doctype html><title>Jaeger UI</title>\n", TOOK, "text/html")
                : new Reply.Answered(404, "404 page not found\n", TOOK);
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    private static ObjectNode envelope(JsonNode data, int total) {
        ObjectNode out = JSON.objectNode();
        out.set("data", data);
        return out.put("total", total).put("limit", 0).put("offset", 0).putNull("errors");
    }

    private static Reply json(int status, ObjectNode body) {
        return new Reply.Answered(status, body.toString(), TOOK, "application/json");
    }

    private static Reply error(int status, String message) {
        ObjectNode out = envelope(JSON.nullNode(), 0);
        out.putArray("errors").addObject().put("code", status).put("msg", message);
        return json(status, out);
    }

    private static Reply strings(Collection<String> names) {
        ArrayNode data = JSON.arrayNode();
        names.forEach(data::add);
        return json(200, envelope(data, names.size()));
    }

    private static Reply operations(List<Span> spans, String service) {
        if (service.isEmpty()) {
            return error(400, "parameter 'service' is required");
        }
        Map<String, Boolean> names = new java.util.TreeMap<>();
        spans.stream()
                .filter(s -> s.service().equals(service))
                .forEach(s -> names.put(s.operation(), s.server()));
        ArrayNode data = JSON.arrayNode();
        names.forEach(
                (name, server) ->
                        data.addObject()
                                .put("name", name)
                                .put("spanKind", server ? "server" : "client"));
        return json(200, envelope(data, names.size()));
    }

    private static Reply traces(List<Span> spans, Form form, Instant now) {
        List<String> ids = form.all("traceID");
        if (!ids.isEmpty()) {
            return many(SpanStore.traces(spans, s -> ids.contains(s.trace())));
        }
        String service = form.get("service");
        if (service.isEmpty()) {
            return error(400, "parameter 'service' is required");
        }
        Map<String, String> tags = new HashMap<>();
        if (!form.get("tags").isEmpty()) {
            try {
                MAPPER.readTree(form.get("tags"))
                        .properties()
                        .forEach(e -> tags.put(e.getKey(), e.getValue().asString("")));
            } catch (JacksonException e) {
                return error(
                        400,
                        "malformed 'tags' parameter, cannot unmarshal JSON: invalid character");
            }
        }
        long start = number(form.get("start"), lookBack(form.get("lookback"), now));
        long end = number(form.get("end"), Long.MAX_VALUE);
        long least = micros(form.get("minDuration"), 0);
        long most = micros(form.get("maxDuration"), Long.MAX_VALUE);
        String operation = form.get("operation");
        int limit = (int) number(form.get("limit"), 100);
        return many(
                SpanStore.traces(
                                spans,
                                s ->
                                        s.service().equals(service)
                                                && (operation.isEmpty()
                                                        || operation.equals("all")
                                                        || s.operation().equals(operation))
                                                && s.start() >= start
                                                && s.start() <= end
                                                && s.duration() >= least
                                                && s.duration() <= most
                                                && tagged(s, tags))
                        .stream()
                        .limit(limit)
                        .toList());
    }

    private static boolean tagged(Span span, Map<String, String> tags) {
        return tags.entrySet().stream()
                .allMatch(
                        e ->
                                switch (e.getKey()) {
                                    case "error" ->
                                            e.getValue().equals("true") != span.error().isEmpty();
                                    case "span.kind" ->
                                            e.getValue()
                                                    .equals(span.server() ? "server" : "client");
                                    case "http.status_code" ->
                                            e.getValue().equals(Integer.toString(span.status()));
                                    default -> false;
                                });
    }

    private static long lookBack(String text, Instant now) {
        long millis =
                PromParser.duration(text.equals("custom") ? "" : text).orElse(48L * 3_600_000);
        return micros(now) - millis * 1000;
    }

    private static long number(String text, long absent) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : absent;
    }

    private static long micros(String duration, long absent) {
        return duration.endsWith("us")
                ? number(duration.substring(0, duration.length() - 2), absent)
                : PromParser.duration(duration).map(m -> m * 1000).orElse(absent);
    }

    private static Reply many(Collection<List<Span>> traces) {
        ArrayNode data = JSON.arrayNode();
        traces.forEach(trace -> data.add(trace(trace)));
        return json(200, envelope(data, 0));
    }

    private static ObjectNode trace(List<Span> spans) {
        ObjectNode out = JSON.objectNode();
        out.put("traceID", spans.getFirst().trace());
        ArrayNode list = out.putArray("spans");
        Map<String, String> processes = new LinkedHashMap<>();
        ObjectNode described = JSON.objectNode();
        for (Span span : spans) {
            String process =
                    processes.computeIfAbsent(
                            span.service() + "/" + span.host(), k -> "p" + (processes.size() + 1));
            if (!described.has(process)) {
                ObjectNode entry = described.putObject(process).put("serviceName", span.service());
                ArrayNode tags = entry.putArray("tags");
                tag(tags, "hostname", "string").put("value", span.host());
                tag(tags, "ip", "string").put("value", span.address());
            }
            list.add(span(span, process));
        }
        out.set("processes", described);
        return out.putNull("warnings");
    }

    private static ObjectNode tag(ArrayNode tags, String key, String type) {
        return tags.addObject().put("key", key).put("type", type);
    }

    private static ObjectNode span(Span span, String process) {
        ObjectNode out = JSON.objectNode();
        out.put("traceID", span.trace()).put("spanID", span.id()).put("flags", 1);
        out.put("operationName", span.operation());
        ArrayNode references = out.putArray("references");
        if (!span.parent().isEmpty()) {
            references
                    .addObject()
                    .put("refType", "CHILD_OF")
                    .put("traceID", span.trace())
                    .put("spanID", span.parent());
        }
        out.put("startTime", span.start()).put("duration", span.duration());
        ArrayNode tags = out.putArray("tags");
        tag(tags, "span.kind", "string").put("value", span.server() ? "server" : "client");
        if (span.operation().startsWith("/")) {
            tag(tags, "http.status_code", "int64").put("value", span.status());
        }
        ArrayNode logs = out.putArray("logs");
        if (!span.error().isEmpty()) {
            tag(tags, "error", "bool").put("value", true);
            ObjectNode log = logs.addObject().put("timestamp", span.start() + span.duration());
            ArrayNode fields = log.putArray("fields");
            tag(fields, "event", "string").put("value", "error");
            tag(fields, "message", "string").put("value", span.error());
        }
        out.put("processID", process).putNull("warnings");
        return out;
    }

    private static Reply dependencies(List<Span> spans) {
        Map<String, Span> byId = new HashMap<>();
        spans.forEach(s -> byId.put(s.id(), s));
        Map<List<String>, Integer> calls = new LinkedHashMap<>();
        for (Span span : spans) {
            Span parent = byId.get(span.parent());
            if (parent != null && !parent.service().equals(span.service())) {
                calls.merge(List.of(parent.service(), span.service()), 1, Integer::sum);
            }
        }
        ArrayNode data = JSON.arrayNode();
        calls.forEach(
                (edge, count) ->
                        data.addObject()
                                .put("parent", edge.getFirst())
                                .put("child", edge.getLast())
                                .put("callCount", count));
        return json(200, envelope(data, 0));
    }
}
