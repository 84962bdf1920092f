package dev.aoi.grpo.generation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.generation.TokenConstraint;
import dev.aoi.grpo.text.Tokenizer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Random walks over a real tokenizer's tokens under random schemas. */
final class SchemaConstraintPropertyTest {
    private static final Path TOKENIZERS = Path.of("src/test/resources/tokenizers");
    private static final Tokenizer QWEN = Tokenizer.open(TOKENIZERS.resolve("qwen"));

    /** Where a walk turns to the shortest end, and where it must have come to it. */
    private static final int LONG = 60;

    private static final int LONGEST = 5_000;

    @AfterContainer
    static void close() {
        QWEN.close();
    }

    private static byte[] walk(TokenConstraint constraint, Random random) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int step = 0; step < LONGEST; step++) {
            BitSet allowed = BitSet.valueOf(constraint.allowed());
            boolean end = constraint.mayEnd();
            assertThat(end || !allowed.isEmpty()).isTrue();
            if (end && (allowed.isEmpty() || random.nextInt(4) == 0 || step > LONG)) {
                return text.toByteArray();
            }
            int[] tokens = allowed.stream().toArray();
            int token = tokens[random.nextInt(tokens.length)];
            if (random.nextInt(step > LONG ? 2 : 3) == 0) {
                token = ending(allowed, token, random);
            }
            text.writeBytes(QWEN.bytes(token));
            constraint.accept(token);
        }
        throw new AssertionError("no end: " + text.toString(StandardCharsets.UTF_8));
    }

    /** One of the tokens that close what is open, if one is allowed. */
    private static int ending(BitSet allowed, int other, Random random) {
        int[] closing =
                Stream.of("}", "]", "\"")
                        .mapToInt(token -> QWEN.id(token).orElseThrow())
                        .filter(allowed::get)
                        .toArray();
        return closing.length == 0 ? other : closing[random.nextInt(closing.length)];
    }

    @Property(tries = 40)
    void walksEndInDocumentsThatAreValid(@ForAll long seed) {
        JsonNode schema = RandomSchema.of(seed);
        Validity validity = new Validity(schema);
        JsonGrammar grammar = JsonGrammar.of(schema);
        TokenConstraint.Source source = grammar.constraint(QWEN, QWEN.vocabularySize(), Set.of());
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = walk(source.begin(), random);
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
            assertThat(validity.errors(text)).as("%s under %s", text, schema).isEqualTo("[]");
            assertThat(grammar.accepts(text)).isTrue();
            for (int end = 0; end <= bytes.length; end++) {
                assertThat(grammar.acceptsPrefix(Arrays.copyOf(bytes, end))).isTrue();
            }
        }
    }

    @Property(tries = 40)
    void documentsThatAreNotValidAreRefused(@ForAll long seed) {
        JsonNode schema = RandomSchema.of(seed);
        Validity validity = new Validity(schema);
        JsonGrammar grammar = JsonGrammar.of(schema);
        TokenConstraint.Source source = grammar.constraint(QWEN, QWEN.vocabularySize(), Set.of());
        Random random = new Random(seed);
        String from = new String(walk(source.begin(), random), StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) {
            String mutated = mutated(from, random);
            if (grammar.accepts(mutated)) {
                assertThat(valid(validity, mutated)).as("%s under %s", mutated, schema).isTrue();
            }
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> mutated.deleteCharAt(at);
            case 1 -> mutated.insert(at, "0a\",:{}[] -\\".charAt(random.nextInt(12)));
            default -> mutated.setCharAt(at, "0a\",:{}[] -\\".charAt(random.nextInt(12)));
        }
        return mutated.toString();
    }

    private static boolean valid(Validity validity, String text) {
        try {
            return validity.holds(text);
        } catch (JacksonException e) {
            return false;
        }
    }

    @Property(tries = 15)
    void masksAreWhatTokensFedByteByByteGive(@ForAll long seed) {
        JsonNode schema = RandomSchema.of(seed);
        TokenMasks masks =
                new TokenMasks(
                        new AutomatonTable(SchemaCompiler.compile(schema), 0, all()),
                        new TokenTrie(QWEN, QWEN.vocabularySize(), Set.of()));
        Automaton automaton =
                new Automaton(new AutomatonTable(SchemaCompiler.compile(schema), 0, all()));
        Random random = new Random(seed);
        Position position = masks.start();
        Position same = automaton.start();
        for (int step = 0; step < 12; step++) {
            BitSet expected = new BitSet();
            for (int token = 0; token < QWEN.vocabularySize(); token++) {
                Position behind = automaton.behind(same, QWEN.bytes(token));
                boolean text = !QWEN.isSpecial(token) && QWEN.bytes(token).length > 0;
                expected.set(token, text && !behind.dead());
            }
            assertThat(BitSet.valueOf(masks.following(position))).isEqualTo(expected);
            if (expected.isEmpty()) {
                return;
            }
            int[] tokens = expected.stream().toArray();
            int token = tokens[random.nextInt(tokens.length)];
            position = masks.behind(position, token);
            same = automaton.behind(same, QWEN.bytes(token));
            assertThat(position.complete()).isEqualTo(same.complete());
        }
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 256);
        return all;
    }

    @Property(tries = 40)
    void documentsMadeWithoutTheGrammarAreAccepted(@ForAll long seed) {
        JsonNode schema = RandomSchema.of(seed);
        Random random = new Random(seed);
        JsonGrammar grammar = JsonGrammar.of(schema);
        RandomDocument documents = new RandomDocument(schema, random);
        for (int i = 0; i < 10; i++) {
            String text = documents.text();
            assertThat(new Validity(schema).errors(text))
                    .as("%s under %s", text, schema)
                    .isEqualTo("[]");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(grammar.accepts(text)).as("%s under %s", text, schema).isTrue();
            for (int end = 0; end <= bytes.length; end++) {
                assertThat(grammar.acceptsPrefix(Arrays.copyOf(bytes, end))).isTrue();
            }
        }
    }
}
