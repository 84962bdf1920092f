package dev.aoi.schemas.topic;

import org.apache.avro.specific.SpecificRecord;

import java.util.List;

/**
 * One topic of the catalogue.
 *
 * @param name {@code aoi.<writer>.<facts>}
 * @param writer the only role that appends to it
 * @param keeping what the broker keeps
 * @param maxRecordBytes largest value accepted, in bytes
 * @param types record types that may stand in it, in no particular order
 * @param readers who reads it, for people
 * @param purpose what it is for, for people
 */
public record Topic(
        String name,
        Writer writer,
        Keeping keeping,
        int maxRecordBytes,
        List<Class<? extends SpecificRecord>> types,
        String readers,
        String purpose) {

    public Topic {
        types = List.copyOf(types);
        if (!name.startsWith("aoi." + writer.role() + ".")) {
            throw new IllegalArgumentException(
                    "Topic " + name + " must be named after its writer " + writer.role());
        }
    }

    /** Whether records of this type belong here. */
    public boolean carries(Class<?> type) {
        return types.contains(type);
    }
}
