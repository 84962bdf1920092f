package dev.aoi.systemtests.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The child processes of one test: started one by one, ended all together. */
final class Fleet implements AutoCloseable {
    /** A dozen JVMs that start at once on two cores take longer than the check would wait. */
    private static final Map<String, String> PATIENT = Map.of("AOI_STARTUPCHECK", "false");

    /** Without health and metrics, which take a second to start. */
    static final Map<String, String> NO_WEB = Map.of("SPRING_MAIN_WEB_APPLICATION_TYPE", "none");

    private final Ground ground;
    private final Path folder;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final Map<Service, Child> current = new ConcurrentHashMap<>();

    Fleet(Ground ground, Path folder) {
        this.ground = ground;
        this.folder = folder;
    }

    /** Starts another instance of a service in a process of its own, with some settings more. */
    Child start(Service service, Map<String, String> changed) {
        Map<String, String> settings = new LinkedHashMap<>(ground.settingsOf(service));
        settings.put("AOI_DATA", folder.resolve(service.label() + "-data").toString());
        settings.putAll(PATIENT);
        settings.putAll(changed);
        return add(service.label(), JavaCommand.of(service), settings);
    }

    /** Starts a process that holds one instance of each service. */
    Child startAll() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            settings.putAll(ground.settingsOf(service));
        }
        settings.put("AOI_DATA", folder.resolve("data-" + children.size()).toString());
        settings.putAll(PATIENT);
        return add("all", JavaCommand.ofAll(), settings);
    }

    /** One process for each service, which {@link #kill} and {@link #restart} know by name. */
    void startEach(Map<String, String> changed) {
        for (Service service : Service.values()) {
            current.put(service, start(service, changed));
        }
    }

    /** A further setting, without health and metrics. */
    static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new LinkedHashMap<>(NO_WEB);
        settings.put(name, value);
        return settings;
    }

    /** kill -9 for the current instance of a service. */
    void kill(Service service) {
        current.get(service).kill();
    }

    /** Starts a service again that was killed. */
    void restart(Service service) {
        current.put(service, start(service, NO_WEB));
    }

    /** Those that have ended though nobody killed them, and what they said last. */
    List<String> dead() {
        List<String> dead = new ArrayList<>();
        current.values().stream()
                .filter(child -> !child.alive())
                .forEach(child -> dead.add(child + ": " + child.log()));
        return dead;
    }

    @Override
    public void close() {
        children.forEach(Child::close);
    }

    private Child add(String name, List<String> command, Map<String, String> settings) {
        String numbered = name + "-" + children.size();
        Child child = Child.start(numbered, folder.resolve(numbered), command, settings);
        children.add(child);
        return child;
    }
}
