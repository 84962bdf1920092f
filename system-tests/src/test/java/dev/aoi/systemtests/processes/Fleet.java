package dev.aoi.systemtests.processes;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The child processes of one test: started one by one, ended all together. */
final class Fleet implements AutoCloseable {
    /** A dozen JVMs that start at once on two cores take longer than the check would wait. */
    private static final Map<String, String> PATIENT = Map.of("AOI_STARTUPCHECK", "false");

    /** Without health and metrics, which take a second to start. */
    static final Map<String, String> NO_WEB = Map.of("SPRING_MAIN_WEB_APPLICATION_TYPE", "none");

    private static final String DATA = "-data";
    private static final String TRAINED = Service.TRAINER.label() + DATA;

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
        settings.put("AOI_DATA", folder.resolve(service.label() + DATA).toString());
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

    /** One process for each service, as {@link #run} starts them. */
    void runEach(Map<String, String> changed) {
        for (Service service : Service.values()) {
            run(service, changed);
        }
    }

    /** Starts a service, for the first time or again; {@link #kill} knows it by name. */
    Child run(Service service, Map<String, String> changed) {
        Child child = start(service, changed);
        adopt(service, child);
        return child;
    }

    /** From now on this is the service that {@link #kill} knows by name. */
    void adopt(Service service, Child child) {
        current.put(service, child);
    }

    /** The process of a service that runs now. */
    Child running(Service service) {
        return Objects.requireNonNull(current.get(service), service + " does not run");
    }

    /** A further setting, without health and metrics. */
    static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new LinkedHashMap<>(NO_WEB);
        settings.put(name, value);
        return settings;
    }

    /**
     * kill -9 for a service that {@link #run} started.
     *
     * @return the id that its process had
     */
    long kill(Service service) {
        Child child = running(service);
        current.remove(service);
        child.kill();
        return child.pid();
    }

    /** Where the trainer keeps the trajectory with this event id. */
    Path kept(String trajectory) {
        return folder.resolve(TRAINED).resolve("trajectories").resolve(trajectory);
    }

    /** Those that have ended though nobody killed them here, and what they said. */
    List<String> dead() {
        return current.values().stream()
                .filter(child -> !child.alive())
                .map(child -> child + ": " + child.log())
                .toList();
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
