/**
 * A schema registry with Confluent's REST interface (v1) whose only storage is one Kafka topic.
 *
 * <p>{@code RegistryState} is a fold over {@code RegistryEvent}s; {@code EventLog} holds them in
 * order; {@code Registrations}, {@code Deletions}, {@code Levels} and {@code Queries} decide;
 * {@code RestServer} speaks HTTP.
 */
@NullMarked
package dev.aoi.broker.registry;

import org.jspecify.annotations.NullMarked;
