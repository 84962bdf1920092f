package dev.aoi.grpo.command;

import dev.aoi.grpo.text.ChatTemplate;
import dev.aoi.grpo.text.Tokenizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code aoi model tokenize}: texts to token ids and back. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = {
            "Reads one text per line of standard input, writes one JSON array of token ids per"
                    + " line;",
            "the other way round with --decode."
        })
final class TokenizeCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DIR", description = "A model folder.")
    private Path folder = Path.of("");

    @Option(names = "--decode", description = "Read arrays of ids, write texts.")
    private boolean decode;

    @Option(
            names = "--json",
            description = "With --decode: write JSON strings, which hold line breaks, too.")
    private boolean json;

    @Option(
            names = "--no-special-tokens",
            description = "Add none when encoding, leave them out when decoding.")
    private boolean withoutSpecial;

    @Option(
            names = "--chat",
            description =
                    "Each line is a JSON list of messages, put through the folder's template.")
    private boolean chat;

    @Option(
            names = "--generation-prompt",
            description = "With --chat: add what begins the assistant's next message.")
    private boolean generationPrompt;

    @Option(names = "--text", description = "With --chat: write the rendered text as JSON string.")
    private boolean text;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        try (Tokenizer tokenizer = Tokenizer.open(folder);
                Stream<JsonLines.Line> lines = new JsonLines(Path.of("-")).lines()) {
            PrintWriter out = spec.commandLine().getOut();
            Optional<ChatTemplate> template =
                    chat ? Optional.of(ChatTemplate.of(folder)) : Optional.empty();
            lines.map(
                            line ->
                                    decode
                                            ? decoded(tokenizer, line)
                                            : template.map(it -> chatted(tokenizer, it, line))
                                                    .orElseGet(() -> encoded(tokenizer, line)))
                    .forEach(
                            text -> {
                                out.println(text);
                                out.flush();
                            });
        }
    }

    private String encoded(Tokenizer tokenizer, JsonLines.Line line) {
        return array(tokenizer.encode(line.text(), !withoutSpecial));
    }

    private String chatted(Tokenizer tokenizer, ChatTemplate template, JsonLines.Line line) {
        List<Map<String, Object>> messages =
                line.read(it -> ChatPrompts.objects(JsonLines.JSON.readTree(it), "a conversation"));
        String rendered = line.read(_ -> template.render(messages, generationPrompt));
        return text
                ? JsonLines.JSON.writeValueAsString(rendered)
                : array(tokenizer.encode(rendered, false));
    }

    private static String array(int[] ids) {
        return Arrays.toString(ids).replace(" ", "");
    }

    private String decoded(Tokenizer tokenizer, JsonLines.Line line) {
        int[] ids = line.read(text -> JsonLines.ids(JsonLines.JSON.readTree(text), "a line"));
        String text = tokenizer.decode(ids, withoutSpecial);
        return json ? JsonLines.JSON.writeValueAsString(text) : text;
    }
}
