package dev.aoi.env.incident;

import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.env.cluster.ClusterUnknownException;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.fault.UndoSteps;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.topic.Topics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does the environment's actions. Preparing and judging tell their own failure as a record, so that
 * an incident whose cluster is out of reach still ends; giving a world back is tried for minutes
 * and then becomes a dead letter, because nothing may be left behind unsaid.
 */
public final class EnvActor implements Actor<EnvAction> {
    private static final Logger LOG = LoggerFactory.getLogger(EnvActor.class);
    private static final int TRIES = 3;
    private static final int CLOSING_TRIES = 8;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Clusters clusters;
    private final Preparation preparation;
    private final Evaluator evaluator;
    private final UsedIds usedIds;
    private final FactLog log;
    private final EnvRecords records;
    private final Clock clock;

    public EnvActor(
            Clusters clusters,
            Preparation preparation,
            Evaluator evaluator,
            UsedIds usedIds,
            FactLog log,
            EnvRecords records,
            Clock clock) {
        this.clusters = clusters;
        this.preparation = preparation;
        this.evaluator = evaluator;
        this.usedIds = usedIds;
        this.log = log;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public List<Outgoing> act(EnvAction action, ActContext context)
            throws InterruptedException, OwnershipLostException {
        return switch (action) {
            case EnvAction.Prepare prepare -> List.of(prepare(prepare.lease(), context));
            case EnvAction.Evaluate evaluate -> List.of(evaluate(evaluate, context));
            case EnvAction.Close close -> List.of(close(close.lease(), context));
        };
    }

    private Outgoing prepare(Lease lease, ActContext context)
            throws InterruptedException, OwnershipLostException {
        String incident = lease.getHeader().getIncidentId();
        if (usedIds.used(incident)) {
            return records.failed(
                    lease,
                    "The incident id " + incident + " was used before; choose another one.",
                    clock.instant());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                Preparation.Prepared prepared = preparation.prepare(lease, context);
                context.checkOwned();
                return open(lease, prepared);
            } catch (NotReadyException | ClusterUnknownException e) {
                return records.failed(lease, e.getMessage(), clock.instant());
            } catch (RuntimeException e) {
                LOG.warn("Preparing {} failed (try {}): {}", incident, attempt, e.toString());
                LOG.debug("Cause", e);
                if (attempt == TRIES) {
                    return records.failed(
                            lease,
                            "The cluster could not be made ready: " + e.getMessage(),
                            clock.instant());
                }
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
    }

    private Outgoing open(Lease lease, Preparation.Prepared prepared) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Map<String, String> facts = new HashMap<>(lease.getFacts());
        facts.putAll(prepared.facts());
        return records.lease(
                lease.getHeader().getIncidentId(),
                lease.getHeader().getEventId(),
                now,
                Lease.newBuilder(lease)
                        .setStage(LeaseStage.OPEN)
                        .setBefore(prepared.before())
                        .setUndo(prepared.undo())
                        .setFacts(facts)
                        .setOpenedAt(now)
                        .setDeadline(now.plusSeconds(lease.getLimits().getDeadlineSeconds())));
    }

    private Outgoing evaluate(EnvAction.Evaluate asked, ActContext context)
            throws InterruptedException, OwnershipLostException {
        for (int attempt = 1; ; attempt++) {
            context.checkOwned();
            try {
                if (gone(asked.lease())) {
                    return records.failed(
                            asked.lease(), "The world of the incident is gone.", clock.instant());
                }
                return new Outgoing(Topics.EVALUATIONS, evaluator.evaluate(asked, clock.instant()));
            } catch (RuntimeException e) {
                LOG.warn(
                        "Judging {} failed (try {}): {}",
                        context.incidentId(),
                        attempt,
                        e.toString());
                LOG.debug("Cause", e);
                if (attempt == TRIES) {
                    return new Outgoing(
                            Topics.EVALUATIONS,
                            evaluator.impossible(
                                    asked,
                                    "The cluster could not be judged: " + e.getMessage(),
                                    clock.instant()));
                }
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
    }

    private boolean gone(Lease lease) {
        return !lease.getWorld().isEmpty() && !clusters.worlds().names().contains(lease.getWorld());
    }

    /** World first, then the lease, then the word that it is over: a crash leaves a lease. */
    private Outgoing close(Lease lease, ActContext context)
            throws InterruptedException, OwnershipLostException {
        for (int attempt = 1; ; attempt++) {
            context.checkOwned();
            try {
                giveBack(lease);
                break;
            } catch (ClusterUnknownException e) {
                // "Closed" must not be said of a fault that stays: a person brings the settings
                // back.
                if (!lease.getWorld().isEmpty() || !lease.getUndo().isEmpty()) {
                    throw e;
                }
                break;
            } catch (RuntimeException e) {
                LOG.warn(
                        "Giving back {} failed (try {}): {}",
                        context.incidentId(),
                        attempt,
                        e.toString());
                if (attempt == CLOSING_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE.multipliedBy(1L << (attempt - 1)));
            }
        }
        log.tombstone(Topics.LEASES, lease.getHeader().getIncidentId()).join();
        return records.closed(lease, clock.instant());
    }

    private void giveBack(Lease lease) {
        if (!lease.getWorld().isEmpty()) {
            clusters.release(lease.getCluster(), lease.getWorld());
            clusters.worlds().delete(lease.getWorld());
        } else if (!lease.getUndo().isEmpty()) {
            UndoSteps.apply(clusters.access(lease.getCluster(), "").client(), lease.getUndo());
        }
    }
}
