package dev.aoi.agent.machine;

import dev.aoi.agent.log.Outgoing;

import java.util.List;

/**
 * Does a role's actions, each on a virtual thread of its own.
 *
 * @param <A> the role's actions
 */
@FunctionalInterface
public interface Actor<A> {

    /**
     * Does an action and returns the records that tell its result. Called again after a crash, so
     * the records' ids must be derived. An exception is retried a few times, then the incident is
     * parked as a dead letter with the exception's message.
     */
    List<Outgoing> act(A action, ActContext context) throws Exception;
}
