package dev.aoi.cluster.telemetry;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels of a time series, by name. */
record Labels(SortedMap<String, String> map) {
    static final String NAME = "__name__";
    static final Labels NONE = new Labels(new TreeMap<>());

    Labels {
        map = Collections.unmodifiableSortedMap(map);
    }

    /** Name and value in turns; empty values are left out. */
    static Labels of(String... pairs) {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                map.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Labels(map);
    }

    String get(String name) {
        return map.getOrDefault(name, "");
    }

    Labels with(String name, String value) {
        TreeMap<String, String> copy = new TreeMap<>(map);
        if (value.isEmpty()) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return new Labels(copy);
    }

    Labels without(Collection<String> names) {
        TreeMap<String, String> copy = new TreeMap<>(map);
        copy.keySet().removeAll(names);
        return new Labels(copy);
    }

    Labels only(Collection<String> names) {
        TreeMap<String, String> copy = new TreeMap<>(map);
        copy.keySet().retainAll(names);
        return new Labels(copy);
    }

    Labels unnamed() {
        return map.containsKey(NAME) ? with(NAME, "") : this;
    }

    Labels and(Map<String, String> more) {
        TreeMap<String, String> copy = new TreeMap<>(map);
        copy.putAll(more);
        return new Labels(copy);
    }
}
