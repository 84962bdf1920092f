package dev.aoi.agent.machine;

import dev.aoi.agent.log.Outgoing;

import java.time.Instant;

/**
 * Something that is due in an incident. Effects are data; the runtime starts each id once while the
 * process lives, and again after a restart if its result is still not in the log.
 *
 * @param <A> the role's actions
 */
public sealed interface Effect<A> {

    /** Identity within the incident; equal ids are the same effect. */
    String id();

    /** Write a record. Its result is the record itself, read back. */
    record Append<A>(Outgoing outgoing) implements Effect<A> {
        @Override
        public String id() {
            return outgoing.eventId();
        }
    }

    /** Do something that is slow or touches the world; its results are records. */
    record Act<A>(String id, A action) implements Effect<A> {}

    /** Write a record at a later time: time enters the log as a fact. */
    record Wake<A>(Instant at, Outgoing outgoing) implements Effect<A> {
        @Override
        public String id() {
            return outgoing.eventId();
        }
    }
}
