package dev.aoi.broker.registry;

import java.util.List;
import java.util.OptionalInt;

/**
 * The body of a registration, look-up or compatibility check.
 *
 * @param version the number that the new version must get, if the client insists
 */
record SchemaRequest(String schema, List<Reference> references, OptionalInt version) {}
