package dev.aoi.agent.machine;

import dev.aoi.agent.avro.RegistryUnreachableException;
import dev.aoi.agent.log.AppendException;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.topic.Writer;

import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts effects: appends at once, actions on virtual threads, wake-ups by a timer. */
final class EffectStarter<A> {
    private static final Logger LOG = LoggerFactory.getLogger(EffectStarter.class);

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Writer role;
    private final Actor<A> actor;
    private final FactLog log;
    private final RuntimeSettings settings;
    private final RuntimeListener listener;
    private final Clock clock;
    private final Ownership ownership;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;

    EffectStarter(
            Writer role,
            Actor<A> actor,
            FactLog log,
            RuntimeSettings settings,
            RuntimeListener listener,
            Clock clock,
            Ownership ownership) {
        this.role = role;
        this.actor = actor;
        this.log = log;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.ownership = ownership;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(role.role() + "-act-", 0).factory());
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(role.role() + "-timer").factory());
        // A cancelled deadline must not keep its incident in memory until it would have been due.
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Hears the end of an effect: with a failure, or with the wish to be started again. */
    @FunctionalInterface
    interface Done {
        void ended(Optional<String> failure, boolean again);
    }

    Future<?> start(String incident, String cause, int partition, Effect<A> effect, Done done) {
        return switch (effect) {
            case Effect.Append<A> append -> append(append, done);
            case Effect.Wake<A> wake -> wake(wake, done);
            case Effect.Act<A> act ->
                    threads.submit(() -> act(incident, cause, partition, act, done));
        };
    }

    /** Runs a task later; not at all after {@link #close}. */
    void after(Duration pause, Runnable task) {
        try {
            timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} stops", role.role());
        }
    }

    private Future<?> append(Effect.Append<A> append, Done done) {
        long begin = System.nanoTime();
        String type = append.outgoing().event().getSchema().getName();
        return log.append(append.outgoing())
                .whenComplete(
                        (ref, failure) -> {
                            if (failure == null) {
                                listener.appended(
                                        role, type, Duration.ofNanos(System.nanoTime() - begin));
                                done.ended(Optional.empty(), false);
                            } else if (passes(failure)) {
                                LOG.warn("Could not append {} yet: {}", type, failure.getMessage());
                                after(PAUSE, () -> done.ended(Optional.empty(), true));
                            } else {
                                done.ended(
                                        Optional.of(
                                                "Could not append "
                                                        + type
                                                        + ": "
                                                        + failure.getMessage()),
                                        false);
                            }
                        });
    }

    /** Whether a failure is the broker's or the registry's absence, which ends by itself. */
    static boolean passes(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof RetriableException || t instanceof RegistryUnreachableException) {
                return true;
            }
        }
        return false;
    }

    private Future<?> wake(Effect.Wake<A> wake, Done done) {
        long millis = Math.max(0, Duration.between(clock.instant(), wake.at()).toMillis());
        return timer.schedule(
                () -> append(new Effect.Append<>(wake.outgoing()), done),
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void act(String incident, String cause, int partition, Effect.Act<A> act, Done done) {
        ActContext context = new Context(incident, cause, partition);
        String name = act.action() == null ? act.id() : act.action().getClass().getSimpleName();
        MDC.put("role", role.role());
        try (var mdc = MDC.putCloseable("incident", incident);
                var event = MDC.putCloseable("event", act.id())) {
            for (int attempt = 1; ; attempt++) {
                long begin = System.nanoTime();
                listener.actStarted(role, name);
                boolean failed = true;
                try {
                    append(actor.act(act.action(), context));
                    failed = false;
                    done.ended(Optional.empty(), false);
                    return;
                } catch (InterruptedException e) {
                    return;
                } catch (OwnershipLostException e) {
                    LOG.info(
                            "{} leaves {} to another instance: {}",
                            role.role(),
                            name,
                            e.getMessage());
                    Thread.sleep(settings.actBackoff());
                    done.ended(Optional.empty(), true);
                    return;
                } catch (Exception e) {
                    LOG.warn(
                            "{} failed at {} (try {}): {}",
                            role.role(),
                            name,
                            attempt,
                            e.toString());
                    LOG.debug("Cause", e);
                    if (attempt >= settings.actAttempts()) {
                        done.ended(Optional.of(name + " failed: " + e.getMessage()), false);
                        return;
                    }
                } catch (Error e) {
                    LOG.error("{} broke at {}", role.role(), name, e);
                    done.ended(Optional.of(name + " broke: " + e), false);
                    return;
                } finally {
                    ended(name, begin, failed);
                }
                Thread.sleep(settings.actBackoff().multipliedBy(1L << (attempt - 1)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was done must not be done again because the broker or the registry is away. */
    private void append(List<Outgoing> results) throws InterruptedException {
        while (true) {
            try {
                log.appendAll(results);
                return;
            } catch (AppendException e) {
                if (!passes(e)) {
                    throw e;
                }
                LOG.warn("{} waits to append: {}", role.role(), e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void ended(String name, long begin, boolean failed) {
        listener.actEnded(role, name, Duration.ofNanos(System.nanoTime() - begin), failed);
    }

    void close(Duration patience) {
        timer.shutdownNow();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}: an action did not end when interrupted", role.role());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Context implements ActContext {
        private final String incident;
        private final String cause;
        private final int partition;

        Context(String incident, String cause, int partition) {
            this.incident = incident;
            this.cause = cause;
            this.partition = partition;
        }

        @Override
        public String incidentId() {
            return incident;
        }

        @Override
        public String causeId() {
            return cause;
        }

        @Override
        public void checkOwned() throws OwnershipLostException {
            ownership.check(partition);
        }
    }
}
