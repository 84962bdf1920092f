package dev.aoi.broker.registry;

/**
 * One named type that a schema takes from another subject.
 *
 * @param name full name of the type as the schema uses it
 * @param subject where its schema is registered
 * @param version which version of that subject
 */
record Reference(String name, String subject, int version) {}
