package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), with the operations of torch's
 * {@code AdamW} in their order, so that weights agree to the last roundings.
 *
 * <ol>
 *   <li>{@code w *= 1 - rate decay}; biases and norms do not decay, as in transformers.
 *   <li>{@code m += (1 - beta1) (g - m)}.
 *   <li>{@code v = beta2 v + (1 - beta2) g²}.
 *   <li>{@code w -= rate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + eps)}.
 * </ol>
 */
final class AdamW implements AutoCloseable {
    private static final String MEAN = "exp_avg.";
    private static final String SQUARE = "exp_avg_sq.";
    private static final Pattern NOT_DECAYED =
            Pattern.compile("bias|layernorm|rmsnorm|(?:^|\\.)norm(?:$|\\.)|_norm(?:$|\\.)");

    private final SequencedMap<String, Tensor> parameters;
    private final AdamOptions options;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private long step;

    private record Moments(Tensor mean, Tensor square, boolean decays) {}

    /**
     * @param parameters that are trained, by name
     */
    AdamW(SequencedMap<String, Tensor> parameters, AdamOptions options) {
        this.parameters = parameters;
        this.options = options;
        parameters.forEach(
                (name, parameter) ->
                        moments.put(
                                name,
                                new Moments(
                                        zeros(parameter),
                                        zeros(parameter),
                                        !NOT_DECAYED.matcher(name).find())));
    }

    private static Tensor zeros(Tensor like) {
        long[] shape = TensorBytes.shape(like).stream().mapToLong(Long::longValue).toArray();
        return Scope.own(Scope.of(() -> TensorBytes.full(0, like.scalar_type(), shape)));
    }

    /** Moves the parameters against their gradients and forgets these. */
    void step(double rate) {
        step++;
        Gradients.off(
                () -> {
                    for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
                        try (Scope _ = Scope.open()) {
                            if (parameter.getValue().grad().defined()) {
                                move(parameter.getValue(), moments.get(parameter.getKey()), rate);
                            }
                        }
                    }
                    return parameters;
                });
        forgetGradients();
    }

    private void move(Tensor parameter, Moments moments, double rate) {
        Tensor gradient = parameter.grad();
        if (options.weightDecay() != 0 && moments.decays) {
            parameter.mul_(new Scalar(1 - rate * options.weightDecay()));
        }
        moments.mean.lerp_(gradient, new Scalar(1 - options.beta1()));
        moments.square
                .mul_(new Scalar(options.beta2()))
                .addcmul_(gradient, gradient, new Scalar(1 - options.beta2()));
        double correction = 1 - Math.pow(options.beta1(), step);
        double squareCorrection = Math.sqrt(1 - Math.pow(options.beta2(), step));
        Tensor divisor =
                moments.square
                        .sqrt()
                        .div(new Scalar(squareCorrection))
                        .add_(new Scalar(options.epsilon()));
        parameter.addcdiv_(moments.mean, divisor, new Scalar(-(rate / correction)));
    }

    /** Drops the gradients, and their memory. */
    void forgetGradients() {
        try (Scope _ = Scope.open()) {
            parameters.values().forEach(parameter -> parameter.mutable_grad().reset());
        }
    }

    /** Writes the moments and the number of steps. */
    void write(Path file) {
        try (Scope _ = Scope.open()) {
            List<TensorContent> contents = new ArrayList<>();
            moments.forEach(
                    (name, of) -> {
                        contents.add(TensorBytes.content(MEAN + name, of.mean));
                        contents.add(TensorBytes.content(SQUARE + name, of.square));
                    });
            SafetensorsWriter.write(file, Map.of("step", Long.toString(step)), contents);
        }
    }

    /**
     * Goes on from what was written.
     *
     * @throws ModelFolderException when the file is not of the same parameters
     */
    void read(Path file) {
        try (Safetensors stored = Safetensors.open(file);
                Scope _ = Scope.open()) {
            if (stored.names().size() != 2 * moments.size()) {
                throw new ModelFolderException(
                        "%s has %d tensors, but the optimiser of %d parameters needs %d; resume with the options of the run that wrote it"
                                .formatted(
                                        file,
                                        stored.names().size(),
                                        moments.size(),
                                        2 * moments.size()));
            }
            moments.forEach(
                    (name, of) -> {
                        StoredTensor.copy(stored, MEAN + name, of.mean);
                        StoredTensor.copy(stored, SQUARE + name, of.square);
                    });
            step = Long.parseLong(stored.metadata().getOrDefault("step", "0"));
        }
    }

    @Override
    public void close() {
        for (Moments of : moments.values()) {
            of.mean.close();
            of.square.close();
        }
        moments.clear();
    }
}
