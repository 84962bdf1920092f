package dev.aoi.agent.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.List;

/**
 * Health of this process's roles: down when a poll loop ended or fell silent (then only a restart
 * helps), and where joining counts, out of service until each has read the log to its end.
 *
 * @param joining whether a role must have caught up with the log
 */
record RolesHealthIndicator(RoleRuntimes runtimes, boolean joining) implements HealthIndicator {

    @Override
    public Health health() {
        List<RunningRole> roles = runtimes.roles();
        Health.Builder health = new Health.Builder();
        roles.forEach(role -> health.withDetail(role.role().role(), role.story()));
        if (roles.stream().anyMatch(RunningRole::dead)) {
            return health.down().build();
        }
        boolean ready = !roles.isEmpty() && roles.stream().allMatch(RunningRole::ready);
        return (ready || !joining ? health.up() : health.outOfService()).build();
    }
}
