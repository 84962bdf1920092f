package dev.aoi.agent.machine;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Whether the group was told lately that this member lives. A poll that returns nothing proves
 * nothing: the broker may be away.
 */
final class Heartbeat {
    private final double limitSeconds;
    private @Nullable Consumer<?, ?> of;
    private @Nullable Metric age;

    Heartbeat(Duration sessionTimeout) {
        this.limitSeconds = sessionTimeout.toMillis() / 2_000.0;
    }

    boolean recent(Consumer<?, ?> consumer) {
        if (of != consumer || age == null) {
            of = consumer;
            age =
                    consumer.metrics().entrySet().stream()
                            .filter(m -> m.getKey().name().equals("last-heartbeat-seconds-ago"))
                            .map(m -> (Metric) m.getValue())
                            .findFirst()
                            .orElse(null);
        }
        return age != null
                && age.metricValue() instanceof Number seconds
                && seconds.doubleValue() >= 0
                && seconds.doubleValue() < limitSeconds;
    }
}
