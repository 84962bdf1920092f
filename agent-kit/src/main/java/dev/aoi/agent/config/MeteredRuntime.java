package dev.aoi.agent.config;

import dev.aoi.agent.machine.RuntimeListener;
import dev.aoi.schemas.topic.Writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of one role's runtime, and its last sign of life. */
final class MeteredRuntime implements RuntimeListener {
    private final MeterRegistry meters;
    private final AtomicInteger open;
    private final AtomicInteger running;
    private volatile long seenNanos = System.nanoTime();

    MeteredRuntime(MeterRegistry meters, Writer role) {
        this.meters = meters;
        this.open = new AtomicInteger();
        meters.gauge("aoi.incidents.open", Tags.of("role", role.role()), open);
        this.running =
                meters.gauge("aoi.acts.running", Tags.of("role", role.role()), new AtomicInteger());
    }

    /** Time since the poll loop was last heard. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - seenNanos);
    }

    int openIncidents() {
        return open.get();
    }

    @Override
    public void folded(Writer role, String type) {
        meters.counter("aoi.facts.folded", "role", role.role(), "type", type).increment();
    }

    @Override
    public void skipped(Writer role, String topic, String why) {
        meters.counter("aoi.facts.skipped", "role", role.role(), "topic", topic).increment();
    }

    @Override
    public void actStarted(Writer role, String action) {
        running.incrementAndGet();
    }

    @Override
    public void actEnded(Writer role, String action, Duration took, boolean failed) {
        running.decrementAndGet();
        String outcome = failed ? "failed" : "done";
        meters.timer("aoi.acts", "role", role.role(), "action", action, "outcome", outcome)
                .record(took);
    }

    @Override
    public void appended(Writer role, String type, Duration took) {
        meters.timer("aoi.appends", "role", role.role(), "type", type).record(took);
    }

    @Override
    public void deadLetter(Writer role, String cause) {
        meters.counter("aoi.dead.letters", "role", role.role()).increment();
    }

    @Override
    public void openIncidents(Writer role, int count) {
        seenNanos = System.nanoTime();
        open.set(count);
    }
}
