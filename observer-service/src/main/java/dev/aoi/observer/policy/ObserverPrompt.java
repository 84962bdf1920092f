package dev.aoi.observer.policy;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.answer.Reask;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.observer.incident.Known;
import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.incident.Turn;
import dev.aoi.schemas.incident.Message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders what the observer's mind is shown; the one builder for serving and training. */
public final class ObserverPrompt {
    private static final double CONTEXT_SHARE = 0.6;
    private static final double MEMORY_SHARE = 0.2;

    private final PromptFile file;
    private final AnswerSchema schema;
    private final TokenCounter counter;

    public ObserverPrompt(PromptFile file, AnswerSchema schema, TokenCounter counter) {
        this.file = file;
        this.schema = schema;
        this.counter = counter;
    }

    /** The prompt of one attempt; rejected answers and their errors follow the question. */
    public Prompt render(ObserverView view, List<Known.Rejected> rejected) {
        List<Message> messages = file.render(values(view));
        for (Known.Rejected bad : rejected) {
            messages = Reask.messages(messages, bad.answer(), bad.errors());
        }
        return Prompt.of(messages, file.hash(), schema, view.handleSeed());
    }

    private Map<String, Object> values(ObserverView view) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("taskType", view.taskType().name().toLowerCase(Locale.ROOT));
        values.put("detection", view.taskType().name().equals("DETECTION"));
        values.put("localization", view.taskType().name().equals("LOCALIZATION"));
        values.put("analysis", view.taskType().name().equals("ANALYSIS"));
        values.put("mitigation", view.taskType().name().equals("MITIGATION"));
        values.put("writable", view.writable());
        values.put("description", view.description());
        values.put("namespace", view.namespace());
        values.put("turn", view.turn());
        values.put("maxTurns", view.maxTurns());
        values.put("remaining", view.maxTurns() - view.turn());
        values.put("lastTurn", view.turn() >= view.maxTurns());
        values.put("probeCommands", view.probeCommands());
        values.put("schema", schema.json().toString());
        values.put("memory", orElse(fit(memory(view.memory()), view, MEMORY_SHARE), "none"));
        values.put("context", orElse(fit(view.context(), view, CONTEXT_SHARE), "nothing yet"));
        values.put("handles", orElse(handles(view.handles()), "none yet"));
        values.put("ledger", orElse(ledger(view.ledger()), "nothing"));
        return values;
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private String fit(String text, ObserverView view, double share) {
        return counter.fit(text, (int) (view.contextTokens() * share));
    }

    private static String memory(List<Turn> turns) {
        return turns.stream().map(ObserverPrompt::turn).collect(Collectors.joining("\n"));
    }

    private static String turn(Turn turn) {
        StringBuilder text = new StringBuilder();
        if (!turn.verdict().summary().isEmpty()) {
            text.append("[learned from turn ")
                    .append(turn.number() - 1)
                    .append("] ")
                    .append(turn.verdict().summary())
                    .append('\n');
        }
        text.append("[turn ")
                .append(turn.number())
                .append("] ")
                .append(turn.verdict().nextStep().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(turn.verdict().instruction());
        turn.looks().forEach(look -> text.append("\n  ").append(look));
        if (!turn.outcome().isEmpty()) {
            text.append("\n  -> ").append(turn.outcome());
        }
        return text.toString();
    }

    private static String handles(List<Known.Handle> handles) {
        return handles.stream()
                .map(
                        h ->
                                h.handle()
                                        + " "
                                        + h.kind()
                                        + " "
                                        + (h.namespace().isEmpty() ? "" : h.namespace() + "/")
                                        + h.name())
                .collect(Collectors.joining("\n"));
    }

    private static String ledger(List<Known.Done> ledger) {
        return ledger.stream()
                .map(d -> d.outcome() + ": " + d.action() + " on " + d.target())
                .collect(Collectors.joining("\n"));
    }
}
