package dev.aoi.cluster.telemetry;

import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.telemetry.Value.Matrix;
import dev.aoi.cluster.telemetry.Value.Run;
import dev.aoi.cluster.telemetry.Value.Sample;
import dev.aoi.cluster.telemetry.Value.Scalar;
import dev.aoi.cluster.telemetry.Value.Vector;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Prometheus's HTTP API, version 1, over a world's series (Prometheus: "HTTP API"). */
final class PrometheusApi implements Backend {
    private static final Duration TOOK = Duration.ofMillis(3);
    private static final long MOST_POINTS = 11_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Telemetry telemetry;

    PrometheusApi(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void started(RunningProcess process) {
        telemetry.scrape();
    }

    @Override
    public Reply answer(RunningProcess process, Instant since, Request request) {
        Form form = Form.of(request);
        try {
            Optional<ObjectNode> data = route(request, form, since);
            return data.map(PrometheusApi::success)
                    .orElseGet(() -> new Reply.Answered(404, "404 page not found\n", TOOK));
        } catch (QueryError e) {
            ObjectNode body = JSON.objectNode();
            body.put("status", "error").put("errorType", e.type()).put("error", e.text());
            int status = e.type().equals("execution") ? 422 : 400;
            return new Reply.Answered(status, body.toString(), TOOK, "application/json");
        }
    }

    private static Reply success(ObjectNode body) {
        ObjectNode all = JSON.objectNode().put("status", "success");
        all.setAll(body);
        return new Reply.Answered(200, all.toString(), TOOK, "application/json");
    }

    private static ObjectNode data(tools.jackson.databind.JsonNode data) {
        return JSON.objectNode().set("data", data);
    }

    private Optional<ObjectNode> route(Request request, Form form, Instant since) {
        String path = request.path();
        long now = request.at().toEpochMilli();
        if (path.matches("/api/v1/label/[^/]+/values")) {
            String label = path.substring("/api/v1/label/".length(), path.length() - 7);
            return Optional.of(data(values(label, form, now)));
        }
        return switch (path) {
            case "/api/v1/query" -> Optional.of(data(instant(form, since, now)));
            case "/api/v1/query_range" -> Optional.of(data(range(form, since)));
            case "/api/v1/series" -> Optional.of(data(series(form)));
            case "/api/v1/labels" -> Optional.of(data(labels(form)));
            case "/api/v1/targets" -> Optional.of(data(targets(since, now)));
            case "/api/v1/metadata" -> Optional.of(data(metadata()));
            case "/api/v1/rules" ->
                    Optional.of(data(JSON.objectNode().set("groups", JSON.arrayNode())));
            case "/api/v1/alerts" ->
                    Optional.of(data(JSON.objectNode().set("alerts", JSON.arrayNode())));
            case "/api/v1/status/buildinfo" ->
                    Optional.of(
                            data(
                                    JSON.objectNode()
                                            .put("version", "3.5.0")
                                            .put("goVersion", "go1.24.5")));
            default -> Optional.empty();
        };
    }

    private Evaluator evaluator(Instant since) {
        return new Evaluator(telemetry.store(), since.toEpochMilli(), Telemetry.INTERVAL);
    }

    private ObjectNode instant(Form form, Instant since, long now) {
        long time = form.get("time").isEmpty() ? now : time("time", form.get("time"));
        Value value = evaluator(since).evaluate(PromParser.parse(form.get("query")), time);
        ObjectNode out = JSON.objectNode();
        switch (value) {
            case Scalar s -> out.put("resultType", "scalar").set("result", point(time, s.value()));
            case Value.Text t ->
                    out.put("resultType", "string")
                            .putArray("result")
                            .add(seconds(time))
                            .add(t.value());
            case Vector v -> {
                ArrayNode result = out.put("resultType", "vector").putArray("result");
                for (Sample s : v.samples()) {
                    ObjectNode entry = result.addObject();
                    entry.set("metric", metric(s.labels()));
                    entry.set("value", point(time, s.value()));
                }
            }
            case Matrix m -> {
                ArrayNode result = out.put("resultType", "matrix").putArray("result");
                for (Run run : m.runs()) {
                    ObjectNode entry = result.addObject();
                    entry.set("metric", metric(run.labels()));
                    ArrayNode points = entry.putArray("values");
                    for (int i = 0; i < run.size(); i++) {
                        points.add(point(run.times()[i], run.values()[i]));
                    }
                }
            }
        }
        return out;
    }

    private ObjectNode range(Form form, Instant since) {
        long start = time("start", form.get("start"));
        long end = time("end", form.get("end"));
        long step = step(form.get("step"));
        if (end < start) {
            throw QueryError.bad(
                    "invalid parameter \"end\": end timestamp must not be before start time");
        }
        if ((end - start) / step > MOST_POINTS) {
            throw QueryError.bad(
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing"
                            + " the query resolution (?step=XX)");
        }
        Expr expr = PromParser.parse(form.get("query"));
        if (expr instanceof Expr.Selector s && s.range() > 0) {
            throw QueryError.bad(
                    "invalid parameter \"query\": invalid expression type \"range vector\" for"
                            + " range query, must be Scalar or instant Vector");
        }
        Evaluator evaluator = evaluator(since);
        Map<Labels, ArrayNode> runs = new LinkedHashMap<>();
        for (long t = start; t <= end; t += step) {
            for (Sample s : Evaluator.samples(evaluator.evaluate(expr, t))) {
                runs.computeIfAbsent(s.labels(), l -> JSON.arrayNode()).add(point(t, s.value()));
            }
        }
        ObjectNode out = JSON.objectNode().put("resultType", "matrix");
        ArrayNode result = out.putArray("result");
        runs.forEach(
                (labels, points) -> {
                    ObjectNode entry = result.addObject();
                    entry.set("metric", metric(labels));
                    entry.set("values", points);
                });
        return out;
    }

    private List<Series> matching(Form form) {
        List<Series> found = new ArrayList<>();
        List<String> selectors = form.all("match[]");
        if (selectors.isEmpty()) {
            return telemetry.store().select(List.of());
        }
        for (String selector : selectors) {
            if (!(PromParser.parse(selector) instanceof Expr.Selector s)) {
                throw QueryError.bad("invalid parameter \"match[]\": not a selector: " + selector);
            }
            found.addAll(telemetry.store().select(s.matchers()));
        }
        return found;
    }

    private ArrayNode series(Form form) {
        if (form.all("match[]").isEmpty()) {
            throw QueryError.bad("no match[] parameter provided");
        }
        ArrayNode out = JSON.arrayNode();
        matching(form).forEach(s -> out.add(metric(s.labels())));
        return out;
    }

    private ArrayNode labels(Form form) {
        Set<String> names = new TreeSet<>();
        matching(form).forEach(s -> names.addAll(s.labels().map().keySet()));
        ArrayNode out = JSON.arrayNode();
        names.forEach(out::add);
        return out;
    }

    private ArrayNode values(String label, Form form, long now) {
        Set<String> values = new TreeSet<>();
        matching(form).forEach(s -> values.add(s.labels().get(label)));
        values.remove("");
        ArrayNode out = JSON.arrayNode();
        values.forEach(out::add);
        return out;
    }

    private ObjectNode targets(Instant since, long now) {
        ObjectNode out = JSON.objectNode();
        ArrayNode active = out.putArray("activeTargets");
        Set<Labels> seen = new LinkedHashSet<>();
        for (Series series :
                telemetry.store().select(List.of(Matcher.of(Labels.NAME, "=", "up")))) {
            Labels labels = series.labels().unnamed();
            if (!seen.add(labels)) {
                continue;
            }
            double up = series.at(now);
            if (Double.isNaN(up)) {
                continue;
            }
            ObjectNode entry = active.addObject();
            entry.putObject("discoveredLabels").put("__address__", labels.get("instance"));
            entry.set("labels", metric(labels));
            entry.put("scrapePool", labels.get("job"));
            entry.put("scrapeUrl", "http://" + labels.get("instance") + "/metrics");
            entry.put("globalUrl", "http://" + labels.get("instance") + "/metrics");
            entry.put("lastError", up > 0 ? "" : "connection refused");
            long passed = Math.floorMod(now - since.toEpochMilli(), Telemetry.INTERVAL);
            entry.put("lastScrape", Instant.ofEpochMilli(now - passed).toString());
            entry.put("lastScrapeDuration", 0.004);
            entry.put("health", up > 0 ? "up" : "down");
            entry.put("scrapeInterval", Telemetry.INTERVAL / 1000 + "s");
            entry.put("scrapeTimeout", "10s");
        }
        out.putArray("droppedTargets");
        return out;
    }

    private ObjectNode metadata() {
        ObjectNode out = JSON.objectNode();
        for (String name : telemetry.store().names()) {
            String type =
                    name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum")
                            ? "counter"
                            : name.endsWith("_bucket") ? "histogram" : "gauge";
            out.putArray(name).addObject().put("type", type).put("help", "").put("unit", "");
        }
        return out;
    }

    private static ObjectNode metric(Labels labels) {
        ObjectNode out = JSON.objectNode();
        labels.map().forEach(out::put);
        return out;
    }

    private static ArrayNode point(long time, double value) {
        return JSON.arrayNode().add(seconds(time)).add(text(value));
    }

    private static java.math.BigDecimal seconds(long millis) {
        java.math.BigDecimal exact = java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : new java.math.BigDecimal(Double.toString(value)).toPlainString();
    }

    private static long time(String name, String text) {
        try {
            if (text.matches("-?\\d+(\\.\\d+)?")) {
                return Math.round(Double.parseDouble(text) * 1000);
            }
            return Instant.parse(text).toEpochMilli();
        } catch (RuntimeException e) {
            throw QueryError.bad(
                    "invalid parameter \"%s\": cannot parse \"%s\" to a valid timestamp"
                            .formatted(name, text));
        }
    }

    private static long step(String text) {
        long millis =
                text.matches("\\d+(\\.\\d+)?")
                        ? Math.round(Double.parseDouble(text) * 1000)
                        : PromParser.duration(text)
                                .orElseThrow(
                                        () ->
                                                QueryError.bad(
                                                        "invalid parameter \"step\": cannot parse"
                                                                + " \""
                                                                + text
                                                                + "\" to a valid duration"));
        if (millis <= 0) {
            throw QueryError.bad(
                    "invalid parameter \"step\": zero or negative query resolution step widths are"
                            + " not accepted. Try a positive integer");
        }
        return millis;
    }
}
