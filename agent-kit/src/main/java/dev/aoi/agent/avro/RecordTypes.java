package dev.aoi.agent.avro;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Our generated class for a writer's schema. */
final class RecordTypes {
    private RecordTypes() {}

    /**
     * Our own version of the writer's schema.
     *
     * @throws UnknownRecordTypeException if no generated record has that name
     */
    static Schema schemaOf(String topic, Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new UnknownRecordTypeException(topic, writer.getName());
        }
        try {
            // Not initialised here: the name comes from outside and may be any class.
            Class<?> type =
                    Class.forName(writer.getFullName(), false, RecordTypes.class.getClassLoader());
            if (SpecificRecord.class.isAssignableFrom(type)) {
                return SpecificData.get().getSchema(type);
            }
        } catch (ClassNotFoundException e) {
            // A newer release wrote it.
        }
        throw new UnknownRecordTypeException(topic, writer.getFullName());
    }
}
