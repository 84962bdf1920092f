package dev.aoi.cluster.kubelet;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What processes wrote into volumes: by volume, the files by their path in it. A directory's path
 * ends in a slash.
 */
final class Volumes {
    private final Map<String, NavigableMap<String, String>> contents = new HashMap<>();

    NavigableMap<String, String> of(String volume) {
        return contents.computeIfAbsent(volume, v -> new TreeMap<>());
    }

    /** Forgets the volumes that live as long as a pod. */
    void forgetPod(String uid) {
        contents.keySet().removeIf(volume -> volume.startsWith("pod:" + uid + "/"));
    }
}
