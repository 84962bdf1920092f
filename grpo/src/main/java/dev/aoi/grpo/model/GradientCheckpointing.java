package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

import java.util.ArrayList;
import java.util.List;

/**
 * Saves memory for time: of each layer only the input is kept, and the layer is computed again when
 * its gradient is wanted (Chen et al. 2016; transformers' {@code gradient_checkpointing}).
 *
 * <ol>
 *   <li>The forward pass records nothing in the layers; their result is a new leaf, to which norm,
 *       head and loss are attached.
 *   <li>The loss's own backward pass ends at that leaf.
 *   <li>{@link #backward} then goes through the layers from the last to the first: computes one
 *       again from its input, now recorded, and sends the gradient of its result through it.
 * </ol>
 *
 * <p>What must hold: nothing that a layer depends on changes between the passes; dropout is a
 * function of the pass for that reason.
 */
public final class GradientCheckpointing implements AutoCloseable {
    private final List<Stretch> stretches = new ArrayList<>();

    /** The layers of one forward pass; the tensors are its own. */
    private record Stretch(
            List<DecoderLayer> layers,
            RotaryEmbedding.Turns turns,
            Attendance attendance,
            List<Tensor> inputs,
            Tensor result) {

        void close() {
            turns.cosine().close();
            turns.sine().close();
            attendance.tensors().forEach(Tensor::close);
            inputs.forEach(Tensor::close);
            result.close();
        }
    }

    /** The layers' result without their records. */
    Tensor forward(
            Tensor embedded,
            List<DecoderLayer> layers,
            RotaryEmbedding.Turns turns,
            Attendance attendance) {
        Scope.own(turns.cosine());
        Scope.own(turns.sine());
        attendance.tensors().forEach(Scope::own);
        List<Tensor> inputs = new ArrayList<>();
        Tensor states = embedded;
        for (DecoderLayer layer : layers) {
            inputs.add(Scope.own(states));
            Tensor input = states;
            states = Gradients.off(() -> layer.apply(input, turns, attendance, null));
        }
        Tensor result = states.detach();
        result.requires_grad_(true);
        stretches.add(new Stretch(layers, turns, attendance, inputs, Scope.own(result)));
        return result;
    }

    /** Sends the gradients that have arrived behind the layers through these, and forgets all. */
    public void backward() {
        try {
            stretches.forEach(GradientCheckpointing::backward);
        } finally {
            close();
        }
    }

    private static void backward(Stretch stretch) {
        try (Scope _ = Scope.open()) {
            Tensor gradient = stretch.result.grad();
            for (int i = stretch.layers.size() - 1; i >= 0 && gradient.defined(); i--) {
                gradient = through(stretch, i, gradient);
            }
            Tensor embedded = stretch.inputs.getFirst();
            if (gradient.defined() && embedded.requires_grad()) {
                embedded.backward(
                        gradient, new BoolOptional(), false, new TensorArrayRefOptional());
            }
        }
    }

    /** The gradient of a layer's input; undefined where nobody wants it. */
    private static Tensor through(Stretch stretch, int layer, Tensor gradient) {
        return Scope.of(
                () -> {
                    Tensor stored = stretch.inputs.get(layer);
                    Tensor input = stored.detach();
                    input.requires_grad_(layer > 0 || stored.requires_grad());
                    Tensor result =
                            Gradients.on(
                                    () ->
                                            stretch.layers
                                                    .get(layer)
                                                    .apply(
                                                            input,
                                                            stretch.turns,
                                                            stretch.attendance,
                                                            null));
                    if (result.requires_grad()) {
                        result.backward(
                                gradient, new BoolOptional(), false, new TensorArrayRefOptional());
                    }
                    Tensor wanted = input.grad();
                    return wanted.defined() ? wanted.detach() : new Tensor();
                });
    }

    /** Forgets passes whose gradients nobody asked for. */
    @Override
    public void close() {
        stretches.forEach(Stretch::close);
        stretches.clear();
    }
}
