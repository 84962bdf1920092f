package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Machine;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;
import dev.aoi.cluster.process.Usage;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One run of a container's program. */
final class ContainerProcess implements RunningProcess {
    private final ContainerWorker container;
    private final PodWorker pod;
    private final Program program;
    private final List<String> argv;
    private final Map<String, String> environment;
    private final ContainerFiles files;
    private final Machine machine;
    private final int attempt;
    private final RandomGenerator random;
    private final Map<Integer, Listener> listeners = new LinkedHashMap<>();
    private Runnable catchUp = () -> {};
    private final RequestLoad load = new RequestLoad();
    private Usage stress = Usage.NONE;
    private Usage usage = new Usage(1, 1 << 20);
    private boolean alive = true;

    ContainerProcess(
            ContainerWorker container,
            Program program,
            List<String> argv,
            Map<String, String> environment,
            Map<String, String> pinnedFiles,
            int attempt) {
        this.container = container;
        this.pod = container.pod();
        this.program = program;
        this.argv = List.copyOf(argv);
        this.environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        this.files = new ContainerFiles(container, pinnedFiles);
        this.machine = new ContainerMachine(container, this, files);
        this.attempt = attempt;
        this.random =
                new SplittableRandom(
                        Digests.seed(pod.uid() + "/" + container.name() + "/" + attempt));
    }

    void start() {
        program.start(this);
    }

    Termination terminate() {
        return program.terminate(this);
    }

    /** Ends the process; nothing that it planned happens any more. */
    void kill() {
        catchUp.run();
        alive = false;
        listeners.clear();
    }

    Collection<Listener> listeners() {
        return listeners.values();
    }

    boolean listensOn(int port) {
        return listeners.containsKey(port);
    }

    Reply deliver(int port, Request request) {
        load.request(request.at());
        return program.serve(this, port, request);
    }

    Optional<String> tracedAs() {
        return program.tracedAs();
    }

    /** Brings the log up to now. */
    void catchUp() {
        if (alive) {
            catchUp.run();
        }
    }

    /** Somebody else in the container takes this much. */
    void stress(Usage more) {
        stress = more;
        if (alive) {
            limited();
        }
    }

    /** What the process takes of its node now. */
    Usage usage() {
        return usage.plus(new Usage(load.millicores(now()), 0)).plus(stress);
    }

    @Override
    public List<String> argv() {
        return argv;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<String> file(String path) {
        return files.find(path);
    }

    @Override
    public String hostname() {
        return pod.hostname();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public List<Integer> declaredPorts() {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode port : container.spec().path("ports")) {
            ports.add(port.path("containerPort").asInt(0));
        }
        return ports;
    }

    @Override
    public String address() {
        return pod.address();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Instant now() {
        return pod.now();
    }

    @Override
    public void log(Instant at, String line) {
        if (alive) {
            container.log(at, line);
        }
    }

    @Override
    public void after(Duration delay, Runnable work) {
        pod.plan(
                delay,
                () -> {
                    if (alive) {
                        work.run();
                    }
                });
    }

    @Override
    public void listen(int port, Bind bind) {
        if (alive) {
            listeners.put(port, new Listener(port, bind, 20_000 + random.nextInt(60_000)));
        }
    }

    @Override
    public Reply call(String host, int port, Request request) {
        return pod.send(host, port, request);
    }

    @Override
    public boolean takesInput() {
        return container.spec().path("stdin").asBoolean(false);
    }

    @Override
    public void exit(int code) {
        if (alive) {
            kill();
            pod.plan(Duration.ZERO, () -> container.exited(this, code));
        }
    }

    @Override
    public void memory(long bytes) {
        if (!alive) {
            return;
        }
        usage = new Usage(usage.millicores(), bytes);
        limited();
    }

    private void limited() {
        OptionalLong limit = MemoryLimit.of(container.spec());
        long all = usage.bytes() + stress.bytes();
        if (limit.isPresent() && all > limit.getAsLong()) {
            kill();
            pod.plan(Duration.ZERO, () -> container.outOfMemory(this));
        }
    }

    @Override
    public void cpu(int millicores) {
        usage = new Usage(millicores, usage.bytes());
    }

    @Override
    public void whenRead(Runnable work) {
        catchUp = work;
    }

    @Override
    public boolean taken(int port) {
        return pod.listeners().stream().anyMatch(l -> l.port() == port);
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public Duration clockOffset() {
        return pod.services().faults().clock(pod.identity());
    }

    @Override
    public boolean alive() {
        return alive;
    }
}
