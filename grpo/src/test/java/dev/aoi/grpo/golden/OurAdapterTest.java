package dev.aoi.grpo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** peft opened these adapters and recorded what the model says with them, and their bytes. */
final class OurAdapterTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void whatPeftOpenedIsStillWhatIsWritten(String family) throws Exception {
        Path golden = Golden.family(family);
        JsonNode recorded =
                Golden.JSON.readTree(Files.readString(golden.resolve("our_adapter.json")));
        OurAdapter.write(family, folder);

        assertThat(sha256("adapter_model.safetensors"))
                .isEqualTo(recorded.path("adapter_model.safetensors").asString());
        assertThat(sha256("adapter_config.json"))
                .isEqualTo(recorded.path("adapter_config.json").asString());
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(golden, Precision.FLOAT32);
                LoraAdapter adapter =
                        AdapterFolder.read(folder, model.config(), Precision.FLOAT32)) {
            Map<String, Tensor> expected =
                    Golden.tensors(golden.resolve("our_adapter.safetensors"));
            Tensor ids = Golden.tensors(golden.resolve("forward.safetensors")).get("long_ids");
            adapter.attach(model);

            Tensor logits = model.predict(ids.narrow(1, 0, 40), Attendance.whole());

            assertThat(Golden.error(logits.narrow(1, 30, 10), expected.get("logits")))
                    .isLessThanOrEqualTo(1e-5);
        }
    }

    private String sha256(String file) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(Files.readAllBytes(folder.resolve(file))));
    }
}
