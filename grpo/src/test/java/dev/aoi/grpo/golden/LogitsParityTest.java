package dev.aoi.grpo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

final class LogitsParityTest {

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void logitsAreThoseOfTransformers(String family) {
        assertThat(errors(family, Precision.FLOAT32, "logits", "long_logits"))
                .isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void logitsInDoubleAreThoseOfTransformersInDouble(String family) {
        assertThat(errors(family, Precision.FLOAT64, "logits64", "long_logits64"))
                .isLessThanOrEqualTo(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void logitsInBfloat16AreAsFarFromFloat32AsThoseOfTransformers(String family) {
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(Golden.family(family), Precision.BFLOAT16)) {
            Map<String, Tensor> given = forward(family);
            Tensor mask = given.get("attention_mask");
            Tensor exact = real(given.get("logits64"), mask);
            double theirs = Golden.error(real(given.get("logits_bf16"), mask), exact);
            Tensor ours = model.predict(given.get("input_ids"), Attendance.padded(mask, 17));

            assertThat(Golden.error(real(ours, mask), exact)).isLessThan(theirs * 1.25);
        }
    }

    private static double errors(String family, Precision precision, String key, String longKey) {
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(Golden.family(family), precision)) {
            Map<String, Tensor> given = forward(family);
            Tensor mask = given.get("attention_mask");
            Tensor ours =
                    model.predict(given.get("input_ids"), Attendance.padded(mask, mask.size(1)));
            Tensor whole = model.predict(given.get("long_ids"), Attendance.whole());
            double padded = Golden.error(real(ours, mask), real(given.get(key), mask));
            double unpadded =
                    Golden.error(
                            whole.slice(1, new LongOptional(), new LongOptional(), 29),
                            given.get(longKey));
            return Math.max(padded, unpadded);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void anAdapterOfPeftDoesWhatItDoesThere(String family) {
        Path folder = Golden.family(family);
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(folder, Precision.FLOAT32);
                LoraAdapter adapter =
                        AdapterFolder.read(
                                folder.resolve("adapter"), model.config(), Precision.FLOAT32)) {
            Map<String, Tensor> given = forward(family);
            Tensor mask = given.get("attention_mask");
            Tensor ids = given.get("input_ids");
            Attendance attendance = Attendance.padded(mask, mask.size(1));
            adapter.attach(model);
            Tensor expected = real(given.get("adapter_logits"), mask);
            double attached = Golden.error(real(model.predict(ids, attendance), mask), expected);
            adapter.detach(model);
            double detached =
                    Golden.error(
                            real(model.predict(ids, attendance), mask),
                            real(given.get("logits"), mask));
            adapter.merge(model);
            double merged = Golden.error(real(model.predict(ids, attendance), mask), expected);

            assertThat(attached).isLessThanOrEqualTo(1e-5);
            assertThat(detached).isLessThanOrEqualTo(1e-5);
            assertThat(merged).isLessThanOrEqualTo(1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void logProbabilitiesAreThoseOfTransformers(String family) {
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(Golden.family(family), Precision.FLOAT32)) {
            Map<String, Tensor> given = forward(family);
            Tensor ids = given.get("input_ids");
            Tensor mask = given.get("attention_mask");
            for (double temperature : new double[] {1.0, 0.7}) {
                TokenScores scores =
                        TokenScores.of(
                                model,
                                ids.narrow(1, 0, 8),
                                mask.narrow(1, 0, 8),
                                ids.narrow(1, 8, 9),
                                mask.narrow(1, 8, 9),
                                temperature,
                                EntropyGradient.LEFT_OUT);
                Tensor counted = mask.narrow(1, 8, 9);

                assertThat(
                                Golden.error(
                                        scores.logProbs().mul(counted),
                                        given.get("log_probs_" + temperature).mul(counted)))
                        .isLessThanOrEqualTo(1e-5);
            }
        }
    }

    private static Map<String, Tensor> forward(String family) {
        return Golden.tensors(Golden.family(family).resolve("forward.safetensors"));
    }

    /** The logits of tokens that are no padding. */
    private static Tensor real(Tensor logits, Tensor mask) {
        Tensor rows = mask.reshape(-1).nonzero().squeeze(-1);
        return logits.reshape(-1, logits.size(-1)).index_select(0, rows);
    }
}
