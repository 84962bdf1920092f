package dev.aoi.trainer.dataset;

import dev.aoi.schemas.observer.Trajectory;

import tools.jackson.databind.node.ObjectNode;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The data sets that are kept, one JSON Lines file each. Every line names its incident, so that
 * lines of different files can be joined.
 */
public enum DataSet {
    /** One line per incident: what was asked, how it ended, both verdicts. */
    VERDICTS("verdicts", t -> Stream.of(Lines.verdict(t))),

    /**
     * One line per answer of a mind, in TRL's conversational prompt-completion form: {@code prompt}
     * and {@code completion} are lists of {@code {role, content}}, further columns are kept by TRL
     * for reward functions (TRL documentation, data set formats).
     */
    COMPLETIONS("completions", Lines::completions),

    /** One line per observation. */
    OBSERVATIONS("observations", Lines::observations),

    /** One line per incident: everything, as it stands on the topic. */
    TRAJECTORIES("trajectories", t -> Stream.of(Lines.whole(t)));

    private final String file;
    private final Function<Trajectory, Stream<ObjectNode>> lines;

    DataSet(String name, Function<Trajectory, Stream<ObjectNode>> lines) {
        this.file = name + ".jsonl";
        this.lines = lines;
    }

    /** File name, e.g. {@code completions.jsonl}. */
    public String file() {
        return file;
    }

    /** What a trajectory adds to this data set. */
    public Stream<ObjectNode> lines(Trajectory trajectory) {
        return lines.apply(trajectory);
    }
}
