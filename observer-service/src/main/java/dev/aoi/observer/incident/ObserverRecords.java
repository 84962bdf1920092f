package dev.aoi.observer.incident;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.observer.decision.Verdict;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.PlanTask;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.ProbeContext;
import dev.aoi.schemas.observer.RepairContext;
import dev.aoi.schemas.observer.RootCause;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.topic.Topics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Makes the observer's records from its state; the same state gives the same records. */
final class ObserverRecords {
    private static final String DEADLINE = "deadline";

    private final Source source;

    ObserverRecords(Source source) {
        this.source = source;
    }

    Outgoing decision(ObserverIncident incident, Turn turn) {
        Verdict verdict = turn.verdict();
        return new Outgoing(
                Topics.DECISIONS,
                Decision.newBuilder()
                        .setHeader(
                                header(
                                        incident,
                                        Ids.decision(incident.incidentId(), turn.completionId()),
                                        turn.completionId(),
                                        incident.stage().since()))
                        .setTurn(turn.number())
                        .setPhase(verdict.phase())
                        .setPhaseReason(verdict.phaseReason())
                        .setRootCause(
                                RootCause.newBuilder()
                                        .setSuspected(verdict.belief().suspected())
                                        .setSymptoms(verdict.belief().symptoms())
                                        .setCausalityChain(verdict.belief().causalityChain())
                                        .setConfidence(verdict.belief().confidence())
                                        .build())
                        .setConfidence(verdict.confidence())
                        .setEvidence(verdict.evidence())
                        .setNextStep(verdict.nextStep())
                        .setInstruction(verdict.instruction())
                        .setProbe(probe(verdict))
                        .setRepair(repair(verdict.repair()))
                        .setSummary(verdict.summary())
                        .setPlan(
                                verdict.plan().stream()
                                        .map(
                                                t ->
                                                        new PlanTask(
                                                                t.name(),
                                                                t.objective(),
                                                                t.agent(),
                                                                t.status()))
                                        .toList())
                        .setCandidate(answer(verdict.answer()))
                        .setCompletionId(turn.completionId())
                        .setPolicy(policy(incident))
                        .setForced(incident.forced())
                        .build());
    }

    ProbeCommand probeCommand(ObserverIncident incident, Brief brief) {
        Verdict verdict = incident.currentTurn().verdict();
        return ProbeCommand.newBuilder()
                .setHeader(command(incident))
                .setTurn(incident.stage().turn())
                .setTaskType(brief.taskType())
                .setDescription(brief.description())
                .setInstruction(verdict.instruction())
                .setContext(probe(verdict))
                .setKnowledge(Knowledge.of(incident))
                .setHandles(incident.handles().stream().map(Known.Handle::toEntry).toList())
                .setHandleSeed(brief.handleSeed())
                .setHistory(history(incident))
                .setCluster(brief.cluster())
                .setWorld(brief.world())
                .setNamespace(brief.namespace())
                .setLimits(brief.bounds().toLimits())
                .setDeadline(brief.deadline())
                .build();
    }

    ExecutorCommand executorCommand(ObserverIncident incident, Brief brief) {
        Verdict verdict = incident.currentTurn().verdict();
        return ExecutorCommand.newBuilder()
                .setHeader(command(incident))
                .setTurn(incident.stage().turn())
                .setTaskType(brief.taskType())
                .setDescription(brief.description())
                .setInstruction(verdict.instruction())
                .setRepair(repair(verdict.repair()))
                .setKnowledge(Knowledge.of(incident))
                .setHandles(incident.handles().stream().map(Known.Handle::toEntry).toList())
                .setHandleSeed(brief.handleSeed())
                .setLedger(incident.ledger().stream().map(Known.Done::toEntry).toList())
                .setRunMode(brief.runMode())
                .setCluster(brief.cluster())
                .setWorld(brief.world())
                .setNamespace(brief.namespace())
                .setLimits(brief.bounds().toLimits())
                .setDeadline(brief.deadline())
                .build();
    }

    CompressorCommand compressorCommand(ObserverIncident incident, Brief brief) {
        Verdict verdict = incident.currentTurn().verdict();
        List<RecordRef> refs =
                incident.lastObservations().stream()
                        .map(id -> Objects.requireNonNull(incident.looks().get(id)).place().toRef())
                        .toList();
        return CompressorCommand.newBuilder()
                .setHeader(command(incident))
                .setTurn(incident.stage().turn())
                .setObservations(refs)
                .setBudgetTokens(brief.bounds().outputTokens())
                .setLedger(incident.ledger().stream().map(Known.Done::toEntry).toList())
                .setFocus(verdict.instruction())
                .setLimits(brief.bounds().toLimits())
                .setDeadline(brief.deadline())
                .build();
    }

    Submission submission(
            ObserverIncident incident, Brief brief, boolean bestSoFar, String reason) {
        Verdict.Reply reply = BestAnswer.of(brief.taskType(), incident.candidate());
        List<String> evidence = incident.candidateEvidence();
        return Submission.newBuilder()
                .setHeader(
                        header(
                                incident,
                                Ids.submission(incident.incidentId(), brief),
                                incident.turns().isEmpty()
                                        ? brief.openedId()
                                        : incident.currentTurn().completionId(),
                                incident.stage().since()))
                .setTaskType(brief.taskType())
                .setAnswer(answer(reply))
                .setEvidence(evidence)
                .setEvidenceRefs(
                        evidence.stream()
                                .filter(incident.looks()::containsKey)
                                .map(incident.looks()::get)
                                .map(look -> look.place().toRef())
                                .toList())
                .setBestSoFar(bestSoFar)
                .setReason(reason)
                .setSteps(incident.turns().size())
                .setTokens(
                        new TokenUsage(
                                incident.inputTokens(),
                                incident.outputTokens(),
                                incident.estimatedTokens()))
                .setPolicy(policy(incident))
                .build();
    }

    Outgoing deadline(ObserverIncident incident, Brief brief) {
        return new Outgoing(
                Topics.DECISIONS,
                TimerFired.newBuilder()
                        .setHeader(
                                header(
                                        incident,
                                        Ids.deadline(incident.incidentId(), brief),
                                        brief.openedId(),
                                        brief.deadline()))
                        .setTimer(DEADLINE)
                        .setDueAt(brief.deadline())
                        .build());
    }

    private EventHeader command(ObserverIncident incident) {
        return header(
                incident,
                incident.stage().awaits(),
                incident.currentTurn().completionId(),
                incident.stage().since());
    }

    private EventHeader header(ObserverIncident incident, String id, String cause, Instant time) {
        return EventHeader.newBuilder()
                .setEventId(id)
                .setIncidentId(incident.incidentId())
                .setCausationId(cause)
                .setTime(time)
                .setProducer(source.role())
                .setInstance(source.instance())
                .setVersion(source.version())
                .build();
    }

    private static String policy(ObserverIncident incident) {
        if (incident.turns().isEmpty()) {
            return "";
        }
        String id = incident.currentTurn().completionId();
        return incident.thoughts().values().stream()
                .filter(t -> t.id().equals(id))
                .map(Known.Thought::policy)
                .findFirst()
                .orElse("");
    }

    private static List<String> history(ObserverIncident incident) {
        return incident.turns().stream().flatMap(t -> t.looks().stream()).toList();
    }

    private static ProbeContext probe(Verdict verdict) {
        return ProbeContext.newBuilder()
                .setPhase(verdict.phase())
                .setTargets(verdict.probe().targets())
                .setInvestigationType(verdict.probe().investigationType())
                .setChecks(verdict.probe().checks())
                .build();
    }

    private static RepairContext repair(Verdict.Repair repair) {
        return RepairContext.newBuilder()
                .setProblemType(repair.problemType())
                .setTarget(repair.target())
                .setIssue(repair.issue())
                .setEvidence(repair.evidence())
                .setCurrent(repair.current())
                .setExpected(repair.expected())
                .setMethod(repair.method())
                .setCommand(repair.command())
                .setExpectation(repair.expectation())
                .build();
    }

    private static Answer answer(Verdict.Reply reply) {
        return Answer.newBuilder()
                .setVerdict(reply.verdict())
                .setComponents(reply.components())
                .setSystemLevel(reply.systemLevel())
                .setFaultType(reply.faultType())
                .setMitigated(reply.mitigated())
                .build();
    }
}
