package dev.aoi.observer.runbook;

import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.runbook.CaseFile.Stage;
import dev.aoi.observer.runbook.Suspect.Status;
import dev.aoi.schemas.incident.TaskType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The observer's rules: the offline default and the baseline every model must beat. They see what a
 * model sees, remember only what they write into summaries, and know no service, port or namespace.
 *
 * <ol>
 *   <li>Survey: pods, services, endpoints.
 *   <li>Investigate what looks wrong until each suspect is confirmed or cleared.
 *   <li>Answer; for a mitigation repair each confirmed suspect, survey again, and answer when
 *       nothing looks wrong any more.
 * </ol>
 */
public final class ObserverRunbook implements Policy<ObserverView> {
    private static final int MAX_REPAIRS = 2;
    private static final List<String> LAST_LOOK =
            List.of("get deployments -o wide", "get events --field-selector type=Warning");

    private final TokenCounter counter;

    public ObserverRunbook(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "runbook";
    }

    @Override
    public Thought think(ObserverView view, Prompt prompt) {
        return Thought.ofRules(decide(view), prompt, counter);
    }

    String decide(ObserverView view) {
        ContextBlocks context = ContextBlocks.parse(view.context());
        CaseFile file = CaseFile.of(view);
        VerdictText text = new VerdictText(view);
        if (view.memory().isEmpty()) {
            return text.probe(file, "Survey the namespace", "surface_scan", Survey.COMMANDS);
        }
        return switch (file.stage()) {
            case SURVEY, VERIFY -> surveyed(view, file, context, text);
            case INVESTIGATE -> proceed(view, inquire(file, context), text);
            case REPAIR ->
                    text.probe(
                            file.at(Stage.VERIFY),
                            "Look whether the repair holds",
                            "verification",
                            Survey.COMMANDS);
        };
    }

    private String surveyed(
            ObserverView view, CaseFile file, ContextBlocks context, VerdictText text) {
        Optional<Survey> survey = Survey.in(context);
        if (survey.isEmpty()) {
            return text.probe(file, "Survey the namespace again", "surface_scan", Survey.COMMANDS);
        }
        List<Suspect> found = new ArrayList<>();
        for (Suspect suspect : survey.get().suspects()) {
            // What was cleared before stays cleared while it looks the same.
            found.add(
                    file.in(Status.CLEARED).stream()
                            .filter(c -> c.service().equals(suspect.service()))
                            .filter(c -> c.fact("endpoint").equals(suspect.fact("endpoint")))
                            .findFirst()
                            .orElse(suspect));
        }
        file.in(Status.REPAIRED).stream()
                .filter(r -> found.stream().noneMatch(f -> f.service().equals(r.service())))
                .forEach(found::add);
        CaseFile now = file.with(found).lookedAt(survey.get().observations());
        if (file.stage() == Stage.SURVEY && now.in(Status.OPEN).isEmpty()) {
            return text.probe(
                    now.at(Stage.INVESTIGATE),
                    "Nothing looks wrong; look at deployments and warnings once",
                    "verification",
                    LAST_LOOK);
        }
        return proceed(view, now.at(Stage.INVESTIGATE), text);
    }

    private static CaseFile inquire(CaseFile file, ContextBlocks context) {
        List<Suspect> now = new ArrayList<>();
        for (Suspect suspect : file.suspects()) {
            now.add(
                    suspect.status() != Status.OPEN
                            ? suspect
                            : switch (suspect.kind()) {
                                case PORT -> PortInquiry.update(suspect, context);
                                case EMPTY -> EmptyInquiry.update(suspect, context);
                            });
        }
        return file.with(now);
    }

    private static String proceed(ObserverView view, CaseFile file, VerdictText text) {
        List<String> checks =
                file.in(Status.OPEN).stream()
                        .flatMap(
                                s ->
                                        switch (s.kind()) {
                                            case PORT -> PortInquiry.checks(s).stream();
                                            case EMPTY -> EmptyInquiry.checks(s).stream();
                                        })
                        .distinct()
                        .limit(view.probeCommands())
                        .toList();
        if (!checks.isEmpty()) {
            return text.probe(file, "Look into what is suspicious", "point_investigation", checks);
        }
        List<Suspect> confirmed = file.in(Status.CONFIRMED);
        if (view.taskType() != TaskType.MITIGATION) {
            return text.submit(file, confirmed);
        }
        if (confirmed.isEmpty()) {
            return file.in(Status.REPAIRED).isEmpty()
                    ? text.giveUp(file, "Nothing is wrong that these rules can see")
                    : text.submit(file, file.in(Status.REPAIRED));
        }
        Suspect next = confirmed.getFirst();
        Diagnosis diagnosis = Diagnosis.of(next);
        if (!view.writable() || diagnosis.command().isEmpty() || file.repairs() >= MAX_REPAIRS) {
            return text.giveUp(file, "Not repaired: " + diagnosis.cause());
        }
        List<Suspect> after = new ArrayList<>(file.suspects());
        after.set(after.indexOf(next), next.as(Status.REPAIRED));
        return text.execute(file.with(after).repairing(), next, diagnosis);
    }
}
