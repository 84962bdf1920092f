package dev.aoi.observer.incident;

import dev.aoi.observer.decision.Verdict;
import dev.aoi.observer.decision.VerdictReader;
import dev.aoi.observer.decision.VerdictReader.Read;
import dev.aoi.schemas.observer.NextStep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Moves an incident's stage as far as the stored facts carry.
 *
 * <ol>
 *   <li>Opened: turn 1 thinks.
 *   <li>A valid answer names the next step: its command is awaited, or an answer is given. An
 *       invalid one is asked again, up to {@code retries}; then the best answer so far is
 *       submitted.
 *   <li>A round that ended, with all its observations folded, is compressed; without observations
 *       its detail is the context.
 *   <li>A summary becomes the context and the next turn thinks.
 * </ol>
 *
 * Each transition depends on stored facts alone, so the end does not depend on the order of topics.
 */
final class Advancing {
    private final VerdictReader reader;

    Advancing(VerdictReader reader) {
        this.reader = reader;
    }

    void advance(ObserverIncident.Draft draft) {
        boolean moved = true;
        while (moved) {
            moved =
                    switch (draft.stage.kind()) {
                        case CLOSED -> open(draft);
                        case THINKING -> think(draft);
                        case PROBING, EXECUTING -> work(draft);
                        case COMPRESSING -> compress(draft);
                        case ANSWERED -> false;
                    };
        }
    }

    private boolean open(ObserverIncident.Draft draft) {
        if (draft.brief == null) {
            return false;
        }
        nextTurn(draft, 1, draft.brief.openedAt());
        return true;
    }

    private boolean think(ObserverIncident.Draft draft) {
        Stage stage = draft.stage;
        Brief brief = Objects.requireNonNull(draft.brief);
        int attempt = stage.rejected().size();
        Known.Thought thought = draft.thoughts.get(Ids.attempt(stage.awaits(), attempt));
        if (thought == null) {
            return false;
        }
        draft.thoughts.put(Ids.attempt(stage.awaits(), attempt), thought.followed());
        if (!thought.failure().isEmpty()) {
            retry(draft, thought, List.of(thought.failure()));
            return true;
        }
        switch (reader.read(thought.answer(), draft.done())) {
            case Read.Invalid invalid -> retry(draft, thought, invalid.errors());
            case Read.Valid valid -> follow(draft, thought, valid.verdict(), brief);
        }
        return true;
    }

    private void retry(ObserverIncident.Draft draft, Known.Thought thought, List<String> errors) {
        Stage stage = draft.stage;
        List<Known.Rejected> rejected = new ArrayList<>(stage.rejected());
        rejected.add(new Known.Rejected(thought.answer(), errors));
        if (rejected.size() > Objects.requireNonNull(draft.brief).bounds().retries()) {
            draft.forced =
                    "No valid answer after " + rejected.size() + " tries: " + errors.getFirst();
            draft.stage = Stage.of(Stage.Kind.ANSWERED, stage.turn(), "", thought.time());
            return;
        }
        draft.stage =
                new Stage(
                        Stage.Kind.THINKING,
                        stage.turn(),
                        stage.awaits(),
                        List.copyOf(rejected),
                        thought.time());
    }

    private void follow(
            ObserverIncident.Draft draft, Known.Thought thought, Verdict verdict, Brief brief) {
        int number = draft.stage.turn();
        draft.turns.add(new Turn(number, verdict, thought.id(), List.of(), ""));
        if (BestAnswer.says(brief.taskType(), verdict.answer())
                || verdict.nextStep() == NextStep.SUBMIT) {
            draft.candidate = verdict.answer();
            draft.candidateEvidence =
                    verdict.evidence().isEmpty() ? draft.candidateEvidence : verdict.evidence();
        } else if (draft.candidateEvidence.isEmpty()) {
            draft.candidateEvidence = verdict.evidence();
        }
        Instant now = thought.time();
        NextStep step = verdict.nextStep();
        boolean last = number >= brief.bounds().turns();
        if (step == NextStep.SUBMIT || step == NextStep.GIVE_UP || last) {
            if (step == NextStep.GIVE_UP) {
                draft.forced = "Gave up: " + verdict.instruction();
            } else if (step != NextStep.SUBMIT) {
                draft.forced = "All " + brief.bounds().turns() + " turns are used";
            }
            draft.stage = Stage.of(Stage.Kind.ANSWERED, number, "", now);
            return;
        }
        String command = Ids.command(draft.incidentId, thought.id());
        draft.stage =
                switch (step) {
                    case PROBE -> Stage.of(Stage.Kind.PROBING, number, command, now);
                    case EXECUTE -> Stage.of(Stage.Kind.EXECUTING, number, command, now);
                    default -> Stage.of(Stage.Kind.COMPRESSING, number, command, now);
                };
    }

    private boolean work(ObserverIncident.Draft draft) {
        Stage stage = draft.stage;
        Known.Round round = draft.rounds.get(stage.awaits());
        if (round == null || !draft.looks.keySet().containsAll(round.observationIds())) {
            return false;
        }
        for (Known.Handle handle : round.handles()) {
            if (draft.handles.stream().noneMatch(h -> h.handle().equals(handle.handle()))) {
                draft.handles.add(handle);
            }
        }
        round.ledger().forEach(done -> draft.ledger.put(done.writeId(), done));
        List<String> commands =
                round.observationIds().stream()
                        .map(draft.looks::get)
                        .filter(look -> look.chunk() == 0)
                        .map(Advancing::inShort)
                        .toList();
        String outcome =
                round.detail().isEmpty()
                        ? round.outcome()
                        : round.outcome() + ": " + round.detail();
        draft.turns.set(draft.turns.size() - 1, draft.turns.getLast().ended(commands, outcome));
        draft.lastObservations = round.observationIds();
        if (round.observationIds().isEmpty()) {
            draft.context = "The step brought no observation. " + outcome;
            nextTurn(draft, stage.turn() + 1, round.time());
        } else {
            draft.stage =
                    Stage.of(
                            Stage.Kind.COMPRESSING,
                            stage.turn(),
                            Ids.compression(draft.incidentId, stage.awaits()),
                            round.time());
        }
        return true;
    }

    private static String inShort(Known.Look look) {
        String how = look.refused() ? "refused" : "exit " + look.exitCode();
        return Folding.shortId(look) + " " + look.command() + " (" + how + ")";
    }

    private boolean compress(ObserverIncident.Draft draft) {
        Known.Context context = draft.contexts.get(draft.stage.awaits());
        if (context == null) {
            return false;
        }
        draft.context = context.text();
        nextTurn(draft, draft.stage.turn() + 1, context.time());
        return true;
    }

    private static void nextTurn(ObserverIncident.Draft draft, int turn, Instant since) {
        Brief brief = Objects.requireNonNull(draft.brief);
        draft.stage =
                Stage.of(
                        Stage.Kind.THINKING,
                        turn,
                        Ids.request(draft.incidentId, brief, turn),
                        since);
    }
}
