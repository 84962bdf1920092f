package dev.aoi.agent.machine;

import dev.aoi.agent.avro.RegistryUnreachableException;
import dev.aoi.agent.avro.UnknownRecordTypeException;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes what was read and hands it to the desk. A record of a type that is not known is skipped,
 * bytes that are no record become a dead letter.
 */
final class RecordIntake<S> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);

    private final RoleMachine<S, ?> role;
    private final Deserializer<SpecificRecord> decoder;
    private final IncidentDesk<S, ?> desk;
    private final RuntimeListener listener;

    RecordIntake(
            RoleMachine<S, ?> role,
            Deserializer<SpecificRecord> decoder,
            IncidentDesk<S, ?> desk,
            RuntimeListener listener) {
        this.role = role;
        this.decoder = decoder;
        this.desk = desk;
        this.listener = listener;
    }

    /**
     * Whether the record was dealt with; not so while its schema cannot be had: then it and what is
     * behind it must be read again.
     */
    boolean take(PartitionGroup<S> group, ConsumerRecord<String, byte[]> read) {
        HeldOffsets held = group.offsets.get(read.topic());
        if (held == null) {
            return true;
        }
        if (read.value() == null) {
            held.read(read.offset());
            held.release(read.offset());
            return true;
        }
        SpecificRecord event;
        try {
            event = decoder.deserialize(read.topic(), read.headers(), read.value());
        } catch (RegistryUnreachableException e) {
            LOG.warn("{} waits for the registry: {}", role.role().role(), e.getMessage());
            return false;
        } catch (UnknownRecordTypeException e) {
            held.read(read.offset());
            listener.skipped(role.role(), read.topic(), e.getMessage());
            held.release(read.offset());
            return true;
        } catch (RuntimeException e) {
            held.read(read.offset());
            desk.undecodable(group, read, "Not a record of ours: " + e.getMessage());
            return true;
        }
        held.read(read.offset());
        desk.fold(group, read, new Fact(event, FactReader.ref(read, event)));
        return true;
    }
}
