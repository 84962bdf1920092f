package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What one controller sees of its world. */
record WorldContext(World world, ControllerRunner runner, Controller controller)
        implements ControllerContext {
    @Override
    public ObjectStore store() {
        return world.store();
    }

    @Override
    public Instant now() {
        return world.now();
    }

    @Override
    public void requeueAfter(ObjectKey key, Duration delay) {
        runner.requeueAfter(controller, key, delay);
    }

    @Override
    public RandomGenerator random() {
        return world.random();
    }

    @Override
    public EventRecorder events() {
        return world.events();
    }

    @Override
    public void enqueue(String controllerName, ObjectKey key) {
        runner.enqueue(controllerName, key);
    }
}
