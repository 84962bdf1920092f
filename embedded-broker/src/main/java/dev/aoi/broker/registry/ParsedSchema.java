package dev.aoi.broker.registry;

import org.apache.avro.Schema;

/** A schema with everything it refers to, and the definition under which it is stored. */
record ParsedSchema(Schema schema, Definition definition) {}
