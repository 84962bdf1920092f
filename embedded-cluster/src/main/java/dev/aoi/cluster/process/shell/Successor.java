package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Machine;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The same process with another command line and environment. */
record Successor(RunningProcess process, List<String> argv, Map<String, String> environment)
        implements RunningProcess {
    @Override
    public Optional<String> file(String path) {
        return process.file(path);
    }

    @Override
    public String hostname() {
        return process.hostname();
    }

    @Override
    public int attempt() {
        return process.attempt();
    }

    @Override
    public List<Integer> declaredPorts() {
        return process.declaredPorts();
    }

    @Override
    public String address() {
        return process.address();
    }

    @Override
    public RandomGenerator random() {
        return process.random();
    }

    @Override
    public Instant now() {
        return process.now();
    }

    @Override
    public void log(Instant at, String line) {
        process.log(at, line);
    }

    @Override
    public void after(Duration delay, Runnable work) {
        process.after(delay, work);
    }

    @Override
    public void listen(int port, Bind bind) {
        process.listen(port, bind);
    }

    @Override
    public Reply call(String host, int port, Request request) {
        return process.call(host, port, request);
    }

    @Override
    public void exit(int code) {
        process.exit(code);
    }

    @Override
    public void memory(long bytes) {
        process.memory(bytes);
    }

    @Override
    public void cpu(int millicores) {
        process.cpu(millicores);
    }

    @Override
    public void whenRead(Runnable catchUp) {
        process.whenRead(catchUp);
    }

    @Override
    public boolean taken(int port) {
        return process.taken(port);
    }

    @Override
    public Machine machine() {
        return process.machine();
    }

    @Override
    public Duration clockOffset() {
        return process.clockOffset();
    }

    @Override
    public boolean alive() {
        return process.alive();
    }
}
