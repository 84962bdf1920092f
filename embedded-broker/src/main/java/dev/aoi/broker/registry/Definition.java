package dev.aoi.broker.registry;

import java.util.List;

/**
 * What an id stands for: a schema's text as Avro prints it after parsing (so white space, order of
 * attributes and inherited namespaces make no difference) and what it refers to. Equal definitions
 * have the same id in every subject.
 */
record Definition(String schema, List<Reference> references) {

    Definition {
        references = List.copyOf(references);
    }
}
