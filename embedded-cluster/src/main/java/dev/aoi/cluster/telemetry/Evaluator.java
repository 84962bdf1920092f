package dev.aoi.cluster.telemetry;

import dev.aoi.cluster.telemetry.Value.Matrix;
import dev.aoi.cluster.telemetry.Value.Run;
import dev.aoi.cluster.telemetry.Value.Sample;
import dev.aoi.cluster.telemetry.Value.Scalar;
import dev.aoi.cluster.telemetry.Value.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Evaluates PromQL at one time. Samples are those of the scrapes: a series is looked at every
 * interval since the server started, and a sample counts for five minutes unless the series ended.
 */
final class Evaluator {
    private static final long LOOK_BACK = 300_000;

    private final MetricStore store;
    private final long started;
    private final long interval;

    Evaluator(MetricStore store, long started, long interval) {
        this.store = store;
        this.started = started;
        this.interval = interval;
    }

    Value evaluate(Expr expr, long time) {
        return switch (expr) {
            case Expr.Number number -> new Scalar(number.value());
            case Expr.Text text -> new Value.Text(text.value());
            case Expr.Selector selector ->
                    selector.range() > 0
                            ? matrix(selector, time - selector.offset())
                            : vector(selector, time - selector.offset());
            case Expr.Negative negative ->
                    switch (evaluate(negative.of(), time)) {
                        case Scalar s -> new Scalar(-s.value());
                        case Vector v ->
                                new Vector(
                                        v.samples().stream()
                                                .map(
                                                        s ->
                                                                new Sample(
                                                                        s.labels().unnamed(),
                                                                        -s.value()))
                                                .toList());
                        default ->
                                throw invalid(
                                        "unary expression only allowed on expressions of type"
                                                + " scalar or instant vector");
                    };
            case Expr.Subquery subquery -> subquery(subquery, time);
            case Expr.Call call -> call(call, time);
            case Expr.Aggregate aggregate -> aggregate(aggregate, time);
            case Expr.Binary binary -> binary(binary, time);
        };
    }

    private static QueryError invalid(String why) {
        return QueryError.bad("invalid parameter \"query\": 1:1: parse error: " + why);
    }

    private long lastScrape(long time) {
        return started + Math.floorDiv(time - started, interval) * interval;
    }

    private Vector vector(Expr.Selector selector, long time) {
        List<Sample> samples = new ArrayList<>();
        long scrape = lastScrape(time);
        if (scrape >= started && time - scrape < LOOK_BACK) {
            for (Series series : store.select(selector.matchers())) {
                double value = series.at(scrape);
                if (!Double.isNaN(value)) {
                    samples.add(new Sample(series.labels(), value));
                }
            }
        }
        return new Vector(samples);
    }

    private Matrix matrix(Expr.Selector selector, long end) {
        long start = end - selector.range();
        List<Run> runs = new ArrayList<>();
        for (Series series : store.select(selector.matchers())) {
            int most = (int) (selector.range() / interval) + 2;
            long[] times = new long[most];
            double[] values = new double[most];
            int n = 0;
            long first = Math.max(started, lastScrape(start) + interval);
            for (long t = first; t <= end && n < most; t += interval) {
                double value = series.at(t);
                if (!Double.isNaN(value)) {
                    times[n] = t;
                    values[n++] = value;
                }
            }
            if (n > 0) {
                runs.add(
                        new Run(
                                series.labels(),
                                Arrays.copyOf(times, n),
                                Arrays.copyOf(values, n)));
            }
        }
        return new Matrix(runs, start, end);
    }

    private Matrix subquery(Expr.Subquery subquery, long time) {
        long end = time - subquery.offset();
        long start = end - subquery.range();
        Map<Labels, List<double[]>> points = new LinkedHashMap<>();
        long step = Math.max(1_000, subquery.step());
        for (long t = Math.ceilDiv(start + 1, step) * step; t <= end; t += step) {
            for (Sample sample : samples(evaluate(subquery.of(), t))) {
                points.computeIfAbsent(sample.labels(), l -> new ArrayList<>())
                        .add(new double[] {t, sample.value()});
            }
        }
        List<Run> runs = new ArrayList<>();
        points.forEach(
                (labels, list) ->
                        runs.add(
                                new Run(
                                        labels,
                                        list.stream().mapToLong(p -> (long) p[0]).toArray(),
                                        list.stream().mapToDouble(p -> p[1]).toArray())));
        return new Matrix(runs, start, end);
    }

    static List<Sample> samples(Value value) {
        return switch (value) {
            case Vector v -> v.samples();
            case Scalar s -> List.of(new Sample(Labels.NONE, s.value()));
            default -> throw invalid("expected type instant vector");
        };
    }

    private double scalar(Expr expr, long time) {
        return evaluate(expr, time) instanceof Scalar s ? s.value() : Double.NaN;
    }

    private Value call(Expr.Call call, long time) {
        String name = call.function();
        List<Expr> arguments = call.arguments();
        if (Functions.needsRange(name)) {
            boolean parameterFirst = name.equals("quantile_over_time");
            Expr ranged = parameterFirst ? arguments.getLast() : arguments.getFirst();
            double parameter =
                    arguments.size() > 1
                            ? scalar(
                                    parameterFirst ? arguments.getFirst() : arguments.getLast(),
                                    time)
                            : 0;
            Matrix matrix = (Matrix) evaluate(ranged, time);
            if (name.equals("absent_over_time")) {
                return new Vector(
                        matrix.runs().isEmpty() ? List.of(new Sample(Labels.NONE, 1)) : List.of());
            }
            List<Sample> samples = new ArrayList<>();
            for (Run run : matrix.runs()) {
                double value = Functions.over(name, run, matrix.start(), matrix.end(), parameter);
                if (!Double.isNaN(value)) {
                    Labels labels = run.labels();
                    samples.add(
                            new Sample(
                                    name.equals("last_over_time") ? labels : labels.unnamed(),
                                    value));
                }
            }
            return new Vector(samples);
        }
        return switch (name) {
            case "time" -> new Scalar(time / 1000.0);
            case "vector" -> new Vector(samples(evaluate(arguments.getFirst(), time)));
            case "scalar" -> {
                List<Sample> samples = samples(evaluate(arguments.getFirst(), time));
                yield new Scalar(samples.size() == 1 ? samples.getFirst().value() : Double.NaN);
            }
            case "absent" ->
                    new Vector(
                            samples(evaluate(arguments.getFirst(), time)).isEmpty()
                                    ? List.of(new Sample(equalities(arguments.getFirst()), 1))
                                    : List.of());
            case "timestamp" ->
                    new Vector(
                            samples(evaluate(arguments.getFirst(), time)).stream()
                                    .map(
                                            s ->
                                                    new Sample(
                                                            s.labels().unnamed(),
                                                            lastScrape(time) / 1000.0))
                                    .toList());
            case "sort", "sort_desc" -> {
                Comparator<Sample> order = Comparator.comparingDouble(Sample::value);
                yield new Vector(
                        samples(evaluate(arguments.getFirst(), time)).stream()
                                .sorted(name.equals("sort") ? order : order.reversed())
                                .toList());
            }
            case "histogram_quantile" ->
                    histogram(
                            scalar(arguments.getFirst(), time),
                            samples(evaluate(arguments.getLast(), time)));
            case "label_replace" -> labelReplace(arguments, time);
            case "label_join" -> labelJoin(arguments, time);
            default -> {
                double a = arguments.size() > 1 ? scalar(arguments.get(1), time) : 1;
                double b = arguments.size() > 2 ? scalar(arguments.get(2), time) : 0;
                Value value = evaluate(arguments.getFirst(), time);
                yield value instanceof Scalar s
                        ? new Scalar(Functions.of(name, s.value(), a, b))
                        : new Vector(
                                samples(value).stream()
                                        .map(
                                                s ->
                                                        new Sample(
                                                                s.labels().unnamed(),
                                                                Functions.of(
                                                                        name, s.value(), a, b)))
                                        .toList());
            }
        };
    }

    private static Labels equalities(Expr expr) {
        TreeMap<String, String> map = new TreeMap<>();
        if (expr instanceof Expr.Selector selector) {
            for (Matcher m : selector.matchers()) {
                if (m.operator().equals("=") && !m.label().equals(Labels.NAME)) {
                    map.put(m.label(), m.value());
                }
            }
        }
        return new Labels(map);
    }

    private static String text(Expr expr) {
        return expr instanceof Expr.Text t ? t.value() : "";
    }

    private Vector labelReplace(List<Expr> arguments, long time) {
        if (arguments.size() != 5) {
            throw invalid(
                    "expected 5 argument(s) in call to \"label_replace\", got " + arguments.size());
        }
        String target = text(arguments.get(1));
        String replacement = text(arguments.get(2)).replace("${", "$").replace("}", "");
        String source = text(arguments.get(3));
        Pattern pattern = Pattern.compile(text(arguments.get(4)));
        List<Sample> out = new ArrayList<>();
        for (Sample s : samples(evaluate(arguments.getFirst(), time))) {
            java.util.regex.Matcher m = pattern.matcher(s.labels().get(source));
            out.add(
                    m.matches()
                            ? new Sample(
                                    s.labels().with(target, m.replaceFirst(replacement)), s.value())
                            : s);
        }
        return new Vector(out);
    }

    private Vector labelJoin(List<Expr> arguments, long time) {
        String target = text(arguments.get(1));
        String separator = text(arguments.get(2));
        List<Sample> out = new ArrayList<>();
        for (Sample s : samples(evaluate(arguments.getFirst(), time))) {
            List<String> parts = new ArrayList<>();
            for (Expr label : arguments.subList(3, arguments.size())) {
                parts.add(s.labels().get(text(label)));
            }
            out.add(new Sample(s.labels().with(target, String.join(separator, parts)), s.value()));
        }
        return new Vector(out);
    }

    /** Linear within the bucket that holds the quantile. */
    private static Vector histogram(double q, List<Sample> buckets) {
        Map<Labels, SortedMap<Double, Double>> groups = new LinkedHashMap<>();
        for (Sample s : buckets) {
            String edge = s.labels().get("le");
            if (edge.isEmpty()) {
                continue;
            }
            double upper =
                    edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge);
            groups.computeIfAbsent(
                            s.labels().without(List.of("le", Labels.NAME)), l -> new TreeMap<>())
                    .put(upper, s.value());
        }
        List<Sample> out = new ArrayList<>();
        groups.forEach(
                (labels, edges) -> {
                    double value = quantile(q, edges);
                    if (!Double.isNaN(value)) {
                        out.add(new Sample(labels, value));
                    }
                });
        return new Vector(out);
    }

    private static double quantile(double q, SortedMap<Double, Double> edges) {
        double total = edges.get(edges.lastKey());
        if (total == 0 || !Double.isInfinite(edges.lastKey())) {
            return Double.NaN;
        }
        double rank = q * total;
        double below = 0;
        double lower = 0;
        for (Map.Entry<Double, Double> edge : edges.entrySet()) {
            if (edge.getValue() >= rank) {
                if (Double.isInfinite(edge.getKey())) {
                    return lower;
                }
                double inside = edge.getValue() - below;
                return inside == 0
                        ? edge.getKey()
                        : lower + (edge.getKey() - lower) * ((rank - below) / inside);
            }
            below = edge.getValue();
            lower = edge.getKey();
        }
        return lower;
    }

    private Vector aggregate(Expr.Aggregate aggregate, long time) {
        Map<Labels, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample s : samples(evaluate(aggregate.of(), time))) {
            Labels key =
                    aggregate.without()
                            ? s.labels().unnamed().without(aggregate.labels())
                            : s.labels().only(aggregate.labels());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(s);
        }
        double parameter = aggregate.parameter().map(p -> scalar(p, time)).orElse(0.0);
        List<Sample> out = new ArrayList<>();
        groups.forEach(
                (labels, members) -> {
                    double[] v = members.stream().mapToDouble(Sample::value).toArray();
                    switch (aggregate.operator()) {
                        case "topk", "bottomk" -> {
                            Comparator<Sample> order = Comparator.comparingDouble(Sample::value);
                            members.stream()
                                    .sorted(
                                            aggregate.operator().equals("topk")
                                                    ? order.reversed()
                                                    : order)
                                    .limit((long) Math.max(0, parameter))
                                    .forEach(out::add);
                        }
                        default ->
                                out.add(
                                        new Sample(
                                                labels, fold(aggregate.operator(), v, parameter)));
                    }
                });
        return new Vector(out);
    }

    private static double fold(String operator, double[] v, double parameter) {
        double mean = Arrays.stream(v).average().orElse(0);
        double variance = Arrays.stream(v).map(x -> (x - mean) * (x - mean)).average().orElse(0);
        return switch (operator) {
            case "sum" -> Arrays.stream(v).sum();
            case "avg" -> mean;
            case "min" -> Arrays.stream(v).min().orElse(Double.NaN);
            case "max" -> Arrays.stream(v).max().orElse(Double.NaN);
            case "count" -> v.length;
            case "group" -> 1;
            case "stddev" -> Math.sqrt(variance);
            case "stdvar" -> variance;
            case "quantile" -> Functions.quantile(parameter, v);
            default -> v.length;
        };
    }

    private Value binary(Expr.Binary b, long time) {
        Value left = evaluate(b.left(), time);
        Value right = evaluate(b.right(), time);
        if (left instanceof Scalar l && right instanceof Scalar r) {
            return new Scalar(compute(b.operator(), l.value(), r.value()));
        }
        boolean compares = compares(b.operator());
        if (right instanceof Scalar r) {
            return withScalar(b, samples(left), r.value(), false, compares);
        }
        if (left instanceof Scalar l) {
            return withScalar(b, samples(right), l.value(), true, compares);
        }
        return switch (b.operator()) {
            case "and", "or", "unless" -> sets(b, samples(left), samples(right));
            default -> vectors(b, samples(left), samples(right), compares);
        };
    }

    private static boolean compares(String operator) {
        return switch (operator) {
            case "==", "!=", ">", "<", ">=", "<=" -> true;
            default -> false;
        };
    }

    private static double compute(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            case "^" -> Math.pow(a, b);
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case ">" -> a > b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            default -> a <= b ? 1 : 0;
        };
    }

    private static Vector withScalar(
            Expr.Binary b, List<Sample> samples, double scalar, boolean left, boolean compares) {
        List<Sample> out = new ArrayList<>();
        for (Sample s : samples) {
            double value =
                    left
                            ? compute(b.operator(), scalar, s.value())
                            : compute(b.operator(), s.value(), scalar);
            if (!compares || b.bool()) {
                out.add(new Sample(s.labels().unnamed(), value));
            } else if (value != 0) {
                out.add(s);
            }
        }
        return new Vector(out);
    }

    private static Labels key(Expr.Binary b, Labels labels) {
        return b.on() ? labels.only(b.matching()) : labels.unnamed().without(b.matching());
    }

    private static Vector sets(Expr.Binary b, List<Sample> left, List<Sample> right) {
        List<Labels> keys = right.stream().map(s -> key(b, s.labels())).toList();
        List<Sample> out = new ArrayList<>();
        for (Sample s : left) {
            boolean there = keys.contains(key(b, s.labels()));
            if (b.operator().equals("or") || there == b.operator().equals("and")) {
                out.add(s);
            }
        }
        if (b.operator().equals("or")) {
            List<Labels> own = left.stream().map(s -> key(b, s.labels())).toList();
            right.stream().filter(s -> !own.contains(key(b, s.labels()))).forEach(out::add);
        }
        return new Vector(out);
    }

    private static Vector vectors(
            Expr.Binary b, List<Sample> left, List<Sample> right, boolean compares) {
        boolean swap = b.group().equals("right");
        List<Sample> many = swap ? right : left;
        List<Sample> one = swap ? left : right;
        Map<Labels, Sample> index = new LinkedHashMap<>();
        for (Sample s : one) {
            if (index.put(key(b, s.labels()), s) != null) {
                throw new QueryError(
                        "execution",
                        "found duplicate series for the match group "
                                + braces(key(b, s.labels()))
                                + " on the "
                                + (swap ? "left" : "right")
                                + " hand-side of the operation;many-to-many matching not allowed:"
                                + " matching labels must be unique on one side");
            }
        }
        List<Sample> out = new ArrayList<>();
        List<Labels> used = new ArrayList<>();
        for (Sample s : many) {
            Labels key = key(b, s.labels());
            Sample other = index.get(key);
            if (other == null) {
                continue;
            }
            if (b.group().isEmpty() && used.contains(key)) {
                throw new QueryError(
                        "execution",
                        "multiple matches for labels: many-to-one matching must be explicit"
                                + " (group_left/group_right)");
            }
            used.add(key);
            double value =
                    swap
                            ? compute(b.operator(), other.value(), s.value())
                            : compute(b.operator(), s.value(), other.value());
            if (compares && !b.bool()) {
                if (value != 0) {
                    out.add(s);
                }
                continue;
            }
            Labels labels = b.group().isEmpty() ? key : s.labels().unnamed();
            for (String name : b.include()) {
                labels = labels.with(name, other.labels().get(name));
            }
            out.add(new Sample(labels, value));
        }
        return new Vector(out);
    }

    private static String braces(Labels labels) {
        List<String> parts = new ArrayList<>();
        labels.map().forEach((k, v) -> parts.add(k + "=\"" + v + "\""));
        return "{" + String.join(", ", parts) + "}";
    }
}
