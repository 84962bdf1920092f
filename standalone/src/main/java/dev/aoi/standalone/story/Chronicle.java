package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An incident's facts in chapters: before the first turn, each turn, the end.
 *
 * <p>A fact that names its turn opens that turn's chapter; a fact that names none (a journal entry,
 * a dead letter) stays in the chapter where it happened.
 */
public final class Chronicle {
    private Chronicle() {}

    /**
     * Facts of one turn.
     *
     * @param title e.g. {@code turn 3}
     * @param facts in order
     */
    public record Chapter(String title, List<Fact> facts) {}

    /** The chapters of facts that are in one order already. */
    public static List<Chapter> of(List<Fact> ordered) {
        List<Chapter> chapters = new ArrayList<>();
        List<Fact> current = new ArrayList<>();
        String title = "beginning";
        int turn = 0;
        for (Fact fact : ordered) {
            OptionalInt named = turn(fact);
            if (named.isPresent() && named.getAsInt() > turn) {
                add(chapters, title, current);
                current = new ArrayList<>();
                turn = named.getAsInt();
                title = "turn " + turn;
            }
            current.add(fact);
        }
        add(chapters, title, current);
        return List.copyOf(chapters);
    }

    private static void add(List<Chapter> chapters, String title, List<Fact> facts) {
        if (!facts.isEmpty()) {
            chapters.add(new Chapter(title, List.copyOf(facts)));
        }
    }

    private static OptionalInt turn(Fact fact) {
        return switch (fact.event()) {
            case Decision e -> OptionalInt.of(e.getTurn());
            case ProbeCommand e -> OptionalInt.of(e.getTurn());
            case ExecutorCommand e -> OptionalInt.of(e.getTurn());
            case CompressorCommand e -> OptionalInt.of(e.getTurn());
            case Observation e -> OptionalInt.of(e.getTurn());
            case RoundClosed e -> OptionalInt.of(e.getTurn());
            case Summary e -> OptionalInt.of(e.getTurn());
            case Completion e -> OptionalInt.of(e.getTurn());
            default -> OptionalInt.empty();
        };
    }
}
