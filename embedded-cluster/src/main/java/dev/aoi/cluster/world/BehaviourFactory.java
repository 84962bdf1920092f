package dev.aoi.cluster.world;

/** Makes the behaviour of a new world. */
@FunctionalInterface
public interface BehaviourFactory {
    /**
     * Called once per world, before its first object is stored.
     *
     * @param world the world that the behaviour will live in
     */
    Behaviour create(World world);
}
