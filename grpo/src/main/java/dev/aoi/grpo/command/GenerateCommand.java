package dev.aoi.grpo.command;

import dev.aoi.grpo.generation.Completion;
import dev.aoi.grpo.generation.Generator;
import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.schema.JsonGrammar;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.text.ChatTemplate;
import dev.aoi.grpo.weights.GenerationDefaults;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** {@code aoi model generate}: completions of prompts. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes completions, one line {\"ids\":[...],\"text\":...,\"logprobs\":[...]} each.",
            "How tokens are chosen comes from the folder's generation_config.json unless options"
                    + " say otherwise."
        })
final class GenerateCommand implements Runnable {
    @Mixin private ModelOptions options;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--chat",
            description = {
                "The prompt is a JSON list of messages, a line is {\"messages\":[...]}, with"
                        + " \"tools\" if",
                "there are any; both go through the folder's template."
            })
    private boolean chat;

    @Mixin private SamplingArguments sampling;

    @Option(names = "--adapter", description = "A PEFT adapter folder.")
    private @Nullable Path adapterFolder;

    @Option(
            names = {"-n", "--completions"},
            defaultValue = "1",
            description = "Completions of each prompt. Default: ${DEFAULT-VALUE}.")
    private int each;

    @Option(
            names = "--batch-size",
            defaultValue = "8",
            description = "Prompts that are completed at once. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--json-schema",
            paramLabel = "FILE",
            description = "Write nothing but JSON that is valid under this schema.")
    private @Nullable Path schemaFile;

    @Spec private CommandSpec spec;

    GenerateCommand() {
        this.options = new ModelOptions();
        this.source = new Source();
        this.sampling = new SamplingArguments();
    }

    /** Where prompts come from. */
    static final class Source {
        @Option(names = "--prompt", description = "A text.")
        private @Nullable String prompt;

        @Option(
                names = "--input",
                description =
                        "JSON Lines {\"prompt\":\"...\"} or {\"ids\":[...]}; - for standard"
                                + " input.")
        private @Nullable Path input;
    }

    @Override
    public void run() {
        // Read before the model is loaded: a schema that is refused is told at once.
        Optional<JsonGrammar> grammar = Optional.ofNullable(schemaFile).map(SchemaFile::read);
        try (DecoderModel model = options.load();
                LoraAdapter _ = options.adapter(adapterFolder, model);
                Texts texts = Texts.of(options.folder())) {
            SamplingOptions how =
                    texts.within(
                            grammar,
                            model.config().vocabularySize(),
                            sampling.over(
                                    GenerationDefaults.read(options.folder(), model.config())));
            Generator generator = new Generator(model);
            PrintWriter out = spec.commandLine().getOut();
            try (Stream<int[]> prompts = prompts(texts)) {
                Iterator<List<int[]>> batches =
                        prompts.gather(Gatherers.windowFixed(batchSize)).iterator();
                long number = 0;
                while (batches.hasNext()) {
                    List<int[]> batch = batches.next();
                    generator
                            .generate(number, batch, each, how, texts.listener(sampling.stops()))
                            .forEach(completion -> out.println(json(completion, texts)));
                    out.flush();
                    number += batch.size();
                }
            }
        }
    }

    private Stream<int[]> prompts(Texts texts) {
        if (chat) {
            return conversations(new ChatPrompts(ChatTemplate.of(options.folder()), texts));
        }
        if (source.prompt != null) {
            return Stream.of(texts.encoded(source.prompt));
        }
        Path input = source.input == null ? Path.of("-") : source.input;
        return new JsonLines(input)
                .lines()
                .filter(line -> !line.text().isBlank())
                .map(line -> line.read(text -> prompt(JsonLines.JSON.readTree(text), texts)));
    }

    private static int[] prompt(JsonNode line, Texts texts) {
        return line.has("prompt")
                ? texts.encoded(Texts.text(line, "prompt"))
                : JsonLines.ids(line.path("ids"), "ids");
    }

    private Stream<int[]> conversations(ChatPrompts prompts) {
        if (source.prompt != null) {
            return Stream.of(
                    new JsonLines.Line("--prompt", 1, source.prompt).read(prompts::ofMessages));
        }
        Path input = source.input == null ? Path.of("-") : source.input;
        return new JsonLines(input)
                .lines()
                .filter(line -> !line.text().isBlank())
                .map(line -> line.read(prompts::ofLine));
    }

    private static ObjectNode json(Completion completion, Texts texts) {
        ObjectNode json = JsonLines.JSON.createObjectNode();
        for (int id : completion.ids()) {
            json.withArray("ids").add(id);
        }
        json.put("text", texts.decoded(completion.ids()));
        ScoreCommand.fill(json.putArray("logprobs"), completion.logProbs());
        json.put("finish_reason", completion.finish().name().toLowerCase(Locale.ROOT));
        return json;
    }
}
