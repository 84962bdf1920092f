package dev.aoi.env.incident;

import dev.aoi.env.cluster.WorldNames;
import dev.aoi.env.cluster.Worlds;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Removes worlds that nobody holds any more, for example because the log was thrown away. Worlds
 * that this service did not name are left alone.
 *
 * <p>Invariant: the worlds are listed before the leases are read. A world is made only after its
 * lease is in the log, so each world in the list whose lease is not found has none.
 */
public final class OrphanWorlds {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanWorlds.class);

    private final Worlds worlds;
    private final Supplier<Set<String>> leased;

    /**
     * @param leased incidents that hold a lease
     */
    public OrphanWorlds(Worlds worlds, Supplier<Set<String>> leased) {
        this.worlds = worlds;
        this.leased = leased;
    }

    /** Removes them; a failure is told and left to the next start. */
    public void remove() {
        try {
            List<String> ours = worlds.names().stream().filter(WorldNames::ours).toList();
            if (ours.isEmpty()) {
                return;
            }
            Set<String> held =
                    leased.get().stream().map(WorldNames::of).collect(Collectors.toSet());
            for (String world : ours) {
                if (!held.contains(world)) {
                    LOG.info("World {} belongs to no incident and is removed", world);
                    worlds.delete(world);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Worlds without an incident were not looked for: {}", e.getMessage());
        }
    }
}
