package dev.aoi.compressor.round;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.policy.Completions;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.compressor.policy.SummaryView;
import dev.aoi.compressor.text.Compression;
import dev.aoi.compressor.text.Item;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Compresses: reads the observations from the log by reference, asks the mind for those that are
 * too long (its answers are recorded before they are used), and writes the summary. A mind that
 * fails, or says too much, is replaced by an extract, and the summary says so.
 */
public final class CompressorActor implements Actor<CompressorAction> {
    private final FactReader reader;
    private final Compression compression;
    private final Optional<Policy<SummaryView>> summarizer;
    private final PromptFile prompt;
    private final Source source;
    private final Clock clock;

    public CompressorActor(
            FactReader reader,
            Compression compression,
            Optional<Policy<SummaryView>> summarizer,
            PromptFile prompt,
            Source source,
            Clock clock) {
        this.reader = reader;
        this.compression = compression;
        this.summarizer = summarizer;
        this.prompt = prompt;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public List<Outgoing> act(CompressorAction action, ActContext context) {
        CompressorCommand command = action.command();
        List<Observation> observations =
                reader.fetch(command.getObservations()).stream()
                        .map(Fact::event)
                        .filter(Observation.class::isInstance)
                        .map(Observation.class::cast)
                        .toList();
        List<Item> items = Item.all(observations);
        List<Outgoing> asked = ask(action, items);
        if (!asked.isEmpty()) {
            return asked;
        }
        Summary.Builder summary =
                compression.compress(
                        items, command.getBudgetTokens(), command.getLedger(), action.words());
        int missing = command.getObservations().size() - observations.size();
        String id = command.getHeader().getEventId();
        return List.of(
                new Outgoing(
                        Topics.SUMMARIES,
                        summary.setHeader(header(command, id, "summary"))
                                .setCommandId(id)
                                .setTurn(command.getTurn())
                                .setDetail(detail(action, missing))
                                .build()));
    }

    private static String detail(CompressorAction action, int missing) {
        List<String> said = new ArrayList<>();
        if (missing > 0) {
            said.add(missing + " observation records had expired");
        }
        long silent = action.words().values().stream().filter(String::isBlank).count();
        if (silent > 0) {
            said.add("the mind had no answer for " + silent + " observations; extracts were made");
        }
        return String.join("; ", said);
    }

    private List<Outgoing> ask(CompressorAction action, List<Item> items) {
        if (summarizer.isEmpty()) {
            return List.of();
        }
        CompressorCommand command = action.command();
        List<Integer> targets =
                compression.targets(items, command.getBudgetTokens(), command.getLedger());
        // One at a time: the next one is asked when this answer was read back.
        for (int i = 0; i < items.size(); i++) {
            OptionalInt target = compression.overlong(items.get(i), targets.get(i));
            if (target.isPresent() && !action.words().containsKey(items.get(i).id())) {
                return List.of(ask(command, items.get(i), target.getAsInt(), summarizer.get()));
            }
        }
        return List.of();
    }

    private Outgoing ask(
            CompressorCommand command, Item item, int target, Policy<SummaryView> mind) {
        SummaryView view =
                new SummaryView(
                        command.getHeader().getIncidentId(),
                        item.command(),
                        compression.within(item.body(), command.getLimits().getContextTokens()),
                        command.getFocus(),
                        target,
                        command.getLimits().getTotalTokens() == 0
                                ? Long.MAX_VALUE
                                : command.getLimits().getTotalTokens());
        Prompt question =
                Prompt.freeText(
                        prompt.render(
                                Map.of(
                                        "command", view.command(),
                                        "text", view.text(),
                                        "focus",
                                                view.focus().isEmpty() ? "the whole" : view.focus(),
                                        "targetTokens", view.targetTokens())),
                        prompt.hash(),
                        0);
        Thought thought = mind.think(view, question);
        String commandId = command.getHeader().getEventId();
        String request = CompressorMachine.request(commandId, item.id());
        return new Outgoing(
                Topics.COMPRESSOR_COMPLETIONS,
                Completions.record(
                        header(command, commandId, "words-" + item.id()),
                        source.role(),
                        request,
                        "summarize",
                        command.getTurn(),
                        1,
                        0,
                        mind.name(),
                        question,
                        thought));
    }

    private EventHeader header(CompressorCommand command, String cause, String index) {
        return Headers.following(
                command.getHeader().getIncidentId(), cause, index, clock.instant(), source);
    }
}
