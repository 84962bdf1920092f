package dev.aoi.env.incident;

import dev.aoi.agent.machine.ActContext;
import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.ClusterHost;
import dev.aoi.cluster.host.ClusterHostConfig;
import dev.aoi.cluster.host.OwnAuthority;
import dev.aoi.env.cluster.AdminWorlds;
import dev.aoi.env.cluster.ClusterAccess;
import dev.aoi.env.cluster.ClusterSettings;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.cluster.Worlds;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.TrustedRecords;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.operator.OpenIncident;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real cluster host, and the environment's hands on it without a log. */
final class Host implements AutoCloseable {
    static final Headers.Source SOURCE = new Headers.Source("env", "test", "0");
    private static final String ADMIN = "admin-secret";
    private static final Map<String, String> SECRETS =
            Map.of("env", "env-secret", "probe", "probe-secret", "executor", "executor-secret");

    final ClusterHost server;
    final Path ca;
    final ClusterAdmin admin;
    final Worlds worlds;
    final Clusters clusters;
    final EnvRecords records = new EnvRecords(SOURCE, EnvRecords.GRACE);
    final Preparation preparation;

    static {
        TrustedRecords.trust();
    }

    Host(Path folder) throws IOException {
        server =
                ClusterHost.start(
                        new ClusterHostConfig(
                                0, folder, ADMIN, SECRETS, KubernetesBehaviour.factory()));
        admin = new ClusterAdmin(server.baseUri(), server.caCertificate(), ADMIN);
        ca = OwnAuthority.certificateFile(folder);
        worlds = new AdminWorlds(admin);
        clusters = new Clusters(settings(), worlds, Clock.systemUTC());
        preparation = new Preparation(clusters);
    }

    ClusterSettings settings() {
        return new ClusterSettings(
                Optional.of(server.baseUri()),
                server.caCertificate(),
                SECRETS.get("env"),
                ADMIN,
                Map.of());
    }

    /** What a person sends. */
    static OpenIncident request(String incident, String problem, String target, long renameSeed) {
        return OpenIncident.newBuilder()
                .setHeader(
                        EventHeader.newBuilder()
                                .setEventId("request-" + incident)
                                .setIncidentId(incident)
                                .setTime(Instant.EPOCH)
                                .build())
                .setProblemId(problem)
                .setTarget(target)
                .setSeed(7)
                .setRenameSeed(renameSeed)
                .setTaskType(TaskType.UNSPECIFIED)
                .build();
    }

    /** The lease that follows from a request. */
    Lease preparing(OpenIncident request) {
        return switch (Admission.of(request)) {
            case Admission.Admitted(Lease lease) ->
                    (Lease) records.preparing(request, lease).event();
            case Admission.Refused(String sentence) -> throw new AssertionError(sentence);
        };
    }

    /** Makes the world of a request ready and broken. */
    Lease open(OpenIncident request) {
        Lease lease = preparing(request);
        try {
            var prepared = preparation.prepare(lease, owned(lease));
            Instant now = Instant.now();
            Map<String, String> facts = new java.util.HashMap<>(lease.getFacts());
            facts.putAll(prepared.facts());
            return Lease.newBuilder(lease)
                    .setStage(LeaseStage.OPEN)
                    .setBefore(prepared.before())
                    .setUndo(prepared.undo())
                    .setFacts(facts)
                    .setOpenedAt(now)
                    .setDeadline(now.plusSeconds(60))
                    .build();
        } catch (Exception e) {
            throw new AssertionError("Not prepared", e);
        }
    }

    ClusterAccess access(Lease lease) {
        return clusters.access(lease.getCluster(), lease.getWorld());
    }

    Evaluator evaluator(List<dev.aoi.agent.log.Fact> facts) {
        return new Evaluator(clusters, refs -> facts, records);
    }

    void drop(Lease lease) {
        clusters.release(lease.getCluster(), lease.getWorld());
        worlds.delete(lease.getWorld());
    }

    static ActContext owned(Lease lease) {
        return new ActContext() {
            @Override
            public String incidentId() {
                return lease.getHeader().getIncidentId();
            }

            @Override
            public String causeId() {
                return lease.getHeader().getEventId();
            }

            @Override
            public void checkOwned() {}
        };
    }

    @Override
    public void close() {
        clusters.close();
        admin.close();
        server.close();
    }
}
