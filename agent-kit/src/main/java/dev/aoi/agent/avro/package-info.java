/**
 * Records as bytes: Avro in the Confluent wire format, with a schema registry.
 *
 * <p>A value is the magic byte 0, the schema's id as four bytes (big-endian), and the record in
 * Avro's binary encoding. The configuration keys are Confluent's, so that its serializer can take
 * the place of ours.
 */
@NullMarked
package dev.aoi.agent.avro;

import org.jspecify.annotations.NullMarked;
