package dev.aoi.broker.registry;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Judges a new schema against earlier ones by Avro's rules of schema resolution. */
final class Compatibility {

    private Compatibility() {}

    /**
     * @param earlier oldest first
     * @return one line per clash, empty if compatible
     */
    static List<String> clashes(
            CompatibilityLevel level, Schema candidate, List<EarlierVersion> earlier) {
        List<String> clashes = new ArrayList<>();
        for (EarlierVersion each : owedTo(level, earlier)) {
            if (level.readsEarlier()) {
                add(clashes, "new schema reads version " + each.number(), candidate, each.schema());
            }
            if (level.readByEarlier()) {
                add(
                        clashes,
                        "version " + each.number() + " reads new schema",
                        each.schema(),
                        candidate);
            }
        }
        return clashes;
    }

    private static List<EarlierVersion> owedTo(
            CompatibilityLevel level, List<EarlierVersion> earlier) {
        if (level.transitive() || earlier.isEmpty()) {
            return earlier;
        }
        return Collections.singletonList(earlier.getLast());
    }

    private static void add(List<String> clashes, String who, Schema reader, Schema writer) {
        SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        for (var each : result.getResult().getIncompatibilities()) {
            clashes.add(
                    who
                            + ": "
                            + each.getType()
                            + " at "
                            + each.getLocation()
                            + ": "
                            + each.getMessage());
        }
    }

    /** A version that the new schema is held against. */
    record EarlierVersion(int number, Schema schema) {}
}
