package dev.aoi.grpo.training;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;

import org.bytedeco.pytorch.Tensor;

import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Function;

/** A model of which something is trained: an adapter, or all weights. */
public sealed interface Trainee permits AdapterTrainee, WholeModelTrainee {
    /** The model as it computes while training. */
    DecoderModel model();

    /** What is trained, by name; in float32 at least. */
    SequencedMap<String, Tensor> parameters();

    /** Begins a pass of training: dropout is a function of these numbers. */
    void begin(CounterRandom pass);

    /** Ends a pass of training. */
    void end();

    /**
     * Runs an action with the reference model, which training does not change.
     *
     * @throws IllegalStateException when there is none
     */
    <T> T asReference(Function<DecoderModel, T> action);

    /** Writes what is trained, for resuming and for others to load. */
    void write(Path folder);

    /**
     * Takes over what was written.
     *
     * @throws dev.aoi.grpo.weights.ModelFolderException when it does not fit
     */
    void read(Path folder);
}
