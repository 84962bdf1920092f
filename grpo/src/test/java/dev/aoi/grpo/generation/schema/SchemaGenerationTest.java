package dev.aoi.grpo.generation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.generation.Completion;
import dev.aoi.grpo.generation.FinishReason;
import dev.aoi.grpo.generation.Generator;
import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.TokenListener;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.text.Tokenizer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchemaGenerationTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final JsonNode SCHEMA =
            new JsonMapper()
                    .readTree(
                            """
                            {"type":"object",
                             "properties":{
                               "action":{"enum":["observe","act"]},
                               "reason":{"type":"string","minLength":1,"maxLength":20},
                               "share":{"type":"number","enum":[0,0.5,1]},
                               "steps":{"type":"array","maxItems":3,"items":{"$ref":"#/$defs/step"}}},
                             "required":["action","reason"],
                             "$defs":{"step":{"type":"object",
                               "properties":{"command":{"type":"string","pattern":"^[a-z]{1,8}$"},
                                             "retries":{"type":"integer","minimum":0,"maximum":12}},
                               "required":["command"]}}}\
                            """);

    private DecoderModel model;
    private Tokenizer tokenizer;

    @BeforeAll
    void load() {
        Libtorch.start(1);
        model = DecoderModel.load(RESOURCES.resolve("golden/qwen3"), Precision.FLOAT32);
        tokenizer = Tokenizer.open(RESOURCES.resolve("tokenizers/mixed"));
    }

    @AfterAll
    void close() {
        model.close();
        tokenizer.close();
    }

    private List<Completion> generate(SamplingOptions options, int each) {
        return new Generator(model)
                .generate(
                        List.of(new int[] {5, 6, 7}, new int[] {8}),
                        each,
                        options.withConstraint(
                                JsonGrammar.of(SCHEMA)
                                        .constraint(
                                                tokenizer,
                                                model.config().vocabularySize(),
                                                options.stopTokens())),
                        TokenListener.SILENT);
    }

    @Test
    void everyCompletionIsValid() {
        Validity validity = new Validity(SCHEMA);

        List<Completion> completions =
                generate(SamplingOptions.sampled(1, 400, Set.of(500), 3), 25);

        assertThat(completions).hasSize(50);
        for (Completion completion : completions) {
            String text = tokenizer.decode(completion.ids(), true);
            assertThat(completion.finish()).isEqualTo(FinishReason.STOP);
            assertThat(completion.ids()).doesNotContain(500);
            assertThat(validity.errors(text)).as(text).isEqualTo("[]");
        }
        assertThat(
                        completions.stream()
                                .map(c -> tokenizer.decode(c.ids(), true))
                                .distinct()
                                .count())
                .isGreaterThan(40);
    }

    @Test
    void cutsAndPenaltiesKeepItValid() {
        Validity validity = new Validity(SCHEMA);
        SamplingOptions options = new SamplingOptions(1.3, 0.7, 5, 0.9, 0.05, 400, Set.of(), 3);

        for (Completion completion : generate(options, 3)) {
            String text = tokenizer.decode(completion.ids(), true);
            assertThat(completion.finish()).isEqualTo(FinishReason.STOP);
            assertThat(validity.errors(text)).as(text).isEqualTo("[]");
        }
    }

    @Test
    void whatIsCutOffIsTheBeginningOfADocument() {
        Completion completion = generate(SamplingOptions.greedy(7, Set.of()), 1).getFirst();

        assertThat(completion.finish()).isEqualTo(FinishReason.LENGTH);
        String text = tokenizer.decode(completion.ids(), true);
        assertThat(text).startsWith("{\"a");
        assertThat(JsonGrammar.of(SCHEMA).accepts(text)).isFalse();
    }
}
