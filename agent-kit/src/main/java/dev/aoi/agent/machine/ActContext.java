package dev.aoi.agent.machine;

/** What an action may ask of the runtime that runs it. */
public interface ActContext {

    /** The incident. */
    String incidentId();

    /** Event id of the newest fact of the incident when the action was started, for logs. */
    String causeId();

    /**
     * Throws {@link OwnershipLostException} unless this instance surely still owns the incident's
     * partition: it is assigned, and the group heard of this instance within the session time-out.
     * To be called right before anything that must not be done by two instances.
     */
    void checkOwned() throws OwnershipLostException;
}
