package dev.aoi.cluster.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All time series of a world, by metric name. */
final class MetricStore {
    private static final int MOST = 50_000;

    private final Map<String, Map<Labels, Series>> byName = new TreeMap<>();
    private int count;

    /** The series with this name and these labels, made when it is not there. */
    Series series(String name, Labels labels) {
        Map<Labels, Series> named = byName.computeIfAbsent(name, n -> new LinkedHashMap<>());
        Series known = named.get(labels);
        if (known != null) {
            return known;
        }
        Series made = new Series(labels.with(Labels.NAME, name));
        if (count < MOST) {
            named.put(labels, made);
            count++;
        }
        return made;
    }

    /** Series that satisfy all matchers. */
    List<Series> select(List<Matcher> matchers) {
        List<Series> found = new ArrayList<>();
        for (Map.Entry<String, Map<Labels, Series>> entry : byName.entrySet()) {
            boolean named =
                    matchers.stream()
                            .filter(m -> m.label().equals(Labels.NAME))
                            .allMatch(m -> m.accepts(entry.getKey()));
            if (named) {
                for (Series series : entry.getValue().values()) {
                    if (matchers.stream()
                            .allMatch(m -> m.accepts(series.labels().get(m.label())))) {
                        found.add(series);
                    }
                }
            }
        }
        return found;
    }

    Collection<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
