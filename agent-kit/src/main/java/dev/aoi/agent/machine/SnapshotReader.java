package dev.aoi.agent.machine;

import dev.aoi.agent.avro.RegistryUnreachableException;
import dev.aoi.schemas.topic.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a role's snapshots back. One that cannot be read is told and does not stop the others. */
final class SnapshotReader<S> {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Checkpoints<S> checkpoints;
    private final Supplier<Consumer<String, byte[]>> readers;
    private final Deserializer<SpecificRecord> decoder;

    SnapshotReader(
            Checkpoints<S> checkpoints,
            Supplier<Consumer<String, byte[]>> readers,
            Deserializer<SpecificRecord> decoder) {
        this.checkpoints = checkpoints;
        this.readers = readers;
        this.decoder = decoder;
    }

    /** Puts the open incidents of a partition number into its group. */
    void restore(PartitionGroup<S> group) {
        Topic topic = checkpoints.topic();
        Map<String, byte[]> latest = new HashMap<>();
        List<ConsumerRecord<String, byte[]>> snapshots = new ArrayList<>();
        try (Consumer<String, byte[]> reader = readers.get()) {
            TopicPartition place = new TopicPartition(topic.name(), group.partition);
            long end = reader.endOffsets(List.of(place)).get(place);
            reader.assign(List.of(place));
            reader.seekToBeginning(List.of(place));
            while (reader.position(place) < end) {
                reader.poll(POLL).records(place).forEach(snapshots::add);
            }
        }
        for (ConsumerRecord<String, byte[]> snapshot : snapshots) {
            if (snapshot.value() == null) {
                latest.remove(snapshot.key());
            } else {
                latest.put(snapshot.key(), snapshot.value());
            }
        }
        latest.forEach((incident, value) -> restore(group, incident, value));
        LOG.debug("{} restored {} incidents", topic.name(), group.slots.size());
    }

    private void restore(PartitionGroup<S> group, String incident, byte[] value) {
        try {
            SpecificRecord event = decoder.deserialize(checkpoints.topic().name(), value);
            Optional<S> state = checkpoints.decode(event);
            if (state.isEmpty()) {
                LOG.error(
                        "The snapshot of incident {} was written by a release that this one does"
                                + " not understand; its later facts alone are folded",
                        incident);
                return;
            }
            Slot<S> slot = new Slot<>(incident, state.get());
            slot.folded = Map.copyOf(checkpoints.offsets(event));
            group.slots.put(incident, slot);
        } catch (RegistryUnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The snapshot of incident {} cannot be read: {}", incident, e.toString());
        }
    }
}
