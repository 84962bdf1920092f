package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.TokenConstraint;
import dev.aoi.grpo.text.Tokenizer;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints how long masks take: the first step of a first completion, and the steps of a hundred
 * random completions. To be run with a model folder (for its tokenizer).
 */
final class MaskTimes {
    private static final Map<String, String> SCHEMAS =
            new TreeMap<>(
                    Map.of(
                            "counted",
                            """
                            {"type":"string","minLength":3000,"maxLength":6000}\
                            """,
                            "anything",
                            "{}",
                            "answer",
                            """
                            {"type":"object","properties":{"action":{"enum":["observe","act","end"]},
                             "reason":{"type":"string","maxLength":6000},"confidence":{"type":"number","minimum":0,"maximum":1},
                             "steps":{"type":"array","items":{"type":"object","properties":{
                               "command":{"type":"string","maxLength":200},"retries":{"type":"integer","minimum":0,"maximum":5}},
                               "required":["command"]}}},
                             "required":["action","reason","confidence"]}\
                            """,
                            "tree",
                            """
                            {"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{
                             "name":{"type":"string","pattern":"^[a-z0-9-]{1,63}$"},
                             "children":{"type":"array","items":{"$ref":"#/$defs/t"}}},"required":["name"]}}}\
                            """));

    private MaskTimes() {}

    /** Prints a line for each schema. */
    public static void main(String[] arguments) {
        try (Tokenizer tokenizer = Tokenizer.open(Path.of(arguments[0]))) {
            for (int round = 0; round < 2; round++) {
                SCHEMAS.forEach((name, schema) -> measure(tokenizer, name, schema));
            }
        }
    }

    private static void measure(Tokenizer tokenizer, String name, String schema) {
        long start = System.nanoTime();
        JsonGrammar grammar = JsonGrammar.of(new JsonMapper().readTree(schema));
        long compiled = System.nanoTime();
        TokenConstraint.Source source =
                grammar.constraint(tokenizer, tokenizer.vocabularySize(), Set.of());
        long bound = System.nanoTime();
        Random random = new Random(1);
        List<Long> times = new ArrayList<>();
        long first = 0;
        for (int completion = 0; completion < 100; completion++) {
            TokenConstraint constraint = source.begin();
            for (int step = 0; step < 200; step++) {
                long before = System.nanoTime();
                long[] allowed = constraint.allowed();
                times.add(System.nanoTime() - before);
                first = times.size() == 1 ? times.getFirst() : first;
                int[] tokens = BitSet.valueOf(allowed).stream().toArray();
                if (tokens.length == 0) {
                    break;
                }
                int token = tokens[random.nextInt(tokens.length)];
                byte[] text = tokenizer.bytes(token);
                int quote = tokenizer.id("\"").orElseThrow();
                boolean close = random.nextInt(8) == 0 && Arrays.binarySearch(tokens, quote) >= 0;
                before = System.nanoTime();
                constraint.accept(close || text.length == 0 ? quote : token);
                times.set(times.size() - 1, times.getLast() + System.nanoTime() - before);
            }
        }
        times.sort(null);
        System.out.println(
                "%s: %d tokens, schema %.1f ms, vocabulary %.1f ms, first step %.2f ms, %d steps: median %.4f ms, 90%% %.4f, 99%% %.3f, most %.1f"
                        .formatted(
                                name,
                                tokenizer.vocabularySize(),
                                (compiled - start) / 1e6,
                                (bound - compiled) / 1e6,
                                first / 1e6,
                                times.size(),
                                times.get(times.size() / 2) / 1e6,
                                times.get(times.size() * 9 / 10) / 1e6,
                                times.get(times.size() * 99 / 100) / 1e6,
                                times.getLast() / 1e6));
    }
}
