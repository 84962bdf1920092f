package dev.aoi.env.incident;

import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.TrustedRecords;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.operator.OpenIncident;

import java.time.Instant;

/** A world with a problem in it and no incident about it: for a person who wants to look. */
public final class ProblemWorld {
    private ProblemWorld() {}

    /**
     * Makes the world as for an incident: application, history, fault.
     *
     * @param clusters whose worlds make the world
     * @return the namespace of the application
     * @throws NotReadyException when the application does not come up
     * @throws IllegalArgumentException when there is no such problem; the closest are named
     */
    public static String prepare(Clusters clusters, String world, String problem, long seed)
            throws InterruptedException {
        TrustedRecords.trust();
        OpenIncident request =
                OpenIncident.newBuilder()
                        .setHeader(
                                EventHeader.newBuilder()
                                        .setEventId(world)
                                        .setIncidentId(world)
                                        .setTime(Instant.EPOCH)
                                        .build())
                        .setProblemId(problem)
                        .setSeed(seed)
                        .setTaskType(TaskType.UNSPECIFIED)
                        .build();
        switch (Admission.of(request)) {
            case Admission.Refused(String sentence) -> throw new IllegalArgumentException(sentence);
            case Admission.Admitted(Lease admitted) -> {
                Lease lease =
                        Lease.newBuilder(admitted)
                                .setHeader(request.getHeader())
                                .setWorld(world)
                                .build();
                try {
                    new Preparation(clusters).prepare(lease, new Alone(world));
                } catch (OwnershipLostException e) {
                    throw new IllegalStateException("Nobody else works on this world", e);
                }
                return lease.getNamespace();
            }
        }
    }

    /** Nobody takes this work over. */
    private record Alone(String incidentId) implements ActContext {
        @Override
        public String causeId() {
            return incidentId;
        }

        @Override
        public void checkOwned() {}
    }
}
