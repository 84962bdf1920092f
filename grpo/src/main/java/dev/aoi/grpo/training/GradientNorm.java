package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import java.util.Collection;

/**
 * The length of all gradients together, and their clipping to a greatest length (Pascanu et al.
 * 2013), with the operations of torch's {@code clip_grad_norm_}.
 */
final class GradientNorm {
    private static final double MARGIN = 1e-6;

    private GradientNorm() {}

    /**
     * Clips gradients.
     *
     * @param greatest length that they may have; 0 for any
     * @return the length before clipping
     */
    static double clip(Collection<Tensor> parameters, double greatest) {
        return Gradients.off(
                () -> {
                    try (Scope _ = Scope.open()) {
                        TensorVector lengths = new TensorVector();
                        for (Tensor parameter : parameters) {
                            if (parameter.grad().defined()) {
                                lengths.push_back(torch.linalg_vector_norm(parameter.grad()));
                            }
                        }
                        if (lengths.size() == 0) {
                            return 0.0;
                        }
                        Tensor length = torch.linalg_vector_norm(torch.stack(lengths));
                        if (greatest > 0) {
                            scale(parameters, length, greatest);
                        }
                        return length.item_double();
                    }
                });
    }

    private static void scale(Collection<Tensor> parameters, Tensor length, double greatest) {
        Tensor share =
                length.add(new Scalar(MARGIN))
                        .reciprocal()
                        .mul(new Scalar(greatest))
                        .clamp(new ScalarOptional(), new ScalarOptional(new Scalar(1.0)));
        for (Tensor parameter : parameters) {
            if (parameter.grad().defined()) {
                parameter.grad().mul_(share);
            }
        }
    }
}
