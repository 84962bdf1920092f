package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.TokenConstraint;
import dev.aoi.grpo.text.Tokenizer;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Set;

/**
 * The JSON documents that a schema allows (JSON Schema 2020-12), and the constraint that keeps
 * completions among them. Every one of them is valid under the schema; of the many ways to write a
 * valid document, these are written:
 *
 * <ul>
 *   <li>Objects that declare {@code properties} are closed unless {@code additionalProperties} says
 *       otherwise, as those of structured outputs elsewhere are: a model that may add anything
 *       rarely ends. An object that declares none may have any. Declared properties come in the
 *       order of the schema, optional ones may be left out, others follow. Likewise there is
 *       nothing behind {@code prefixItems} unless {@code items} is given.
 *   <li>No white space but one space, or none, behind a colon or comma.
 *   <li>Strings may have all escapes of JSON; names of declared properties, {@code enum} and {@code
 *       const} only those that must be. Lengths count characters.
 *   <li>Integers have no point and no exponent, bounded numbers no exponent, other exponents are at
 *       most 307.
 *   <li>A schema without {@code type} that speaks of objects, arrays, strings or numbers means
 *       these; one that speaks of none means anything.
 * </ul>
 *
 * <p>Understood: type, enum, const, properties, required, additionalProperties, items, prefixItems,
 * minItems, maxItems, minLength, maxLength (up to 100,000), pattern (without look-around,
 * back-references and inner anchors), minimum, maximum, exclusiveMinimum, exclusiveMaximum, anyOf,
 * oneOf of branches that type, const or enum tell apart, allOf of one, and $ref within the schema,
 * recursive ones too. {@code format} is an annotation, as the standard has it by default. Names of
 * additional properties may come twice. Any other keyword that could matter is refused.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class JsonGrammar {
    private final Network network;
    private final AutomatonTable table;

    private JsonGrammar(Network network) {
        this.network = network;
        BitSet bytes = new BitSet();
        bytes.set(0, 256);
        this.table = table(bytes, "");
    }

    /**
     * The grammar of a schema.
     *
     * @throws SchemaException naming the keyword and its place, when the schema is broken, allows
     *     no document, or asks for something that is not understood
     */
    public static JsonGrammar of(JsonNode schema) {
        return new JsonGrammar(SchemaCompiler.compile(schema));
    }

    private AutomatonTable table(BitSet alphabet, String why) {
        AutomatonTable made = new AutomatonTable(network, 0, alphabet);
        if (!made.productive(made.start())) {
            throw new SchemaException("the schema allows no document" + why);
        }
        return made;
    }

    /**
     * Keeps completions among the documents. A token is allowed exactly if what is written with it
     * begins a document that the tokenizer's tokens can complete; special tokens never are.
     *
     * @param tokenizer of the model; it may be closed afterwards
     * @param vocabulary how many tokens the model chooses from
     * @param stopTokens that end a completion; never allowed within a document
     * @throws SchemaException if the tokenizer has no bytes to write any document with
     */
    public TokenConstraint.Source constraint(
            Tokenizer tokenizer, int vocabulary, Set<Integer> stopTokens) {
        TokenTrie trie = new TokenTrie(tokenizer, vocabulary, stopTokens);
        return new TokenMasks.Source(
                table(trie.alphabet(), " that can be written with the bytes of the tokenizer"),
                trie);
    }

    /** Whether a text is one of the documents. */
    public boolean accepts(String text) {
        return behind(text.getBytes(StandardCharsets.UTF_8)).complete();
    }

    /** Whether one of the documents begins with some bytes, or is them. */
    public boolean acceptsPrefix(byte[] bytes) {
        return !behind(bytes).dead();
    }

    /** The bytes with which a document can go on behind some. */
    BitSet following(byte[] bytes) {
        Automaton automaton = new Automaton(table);
        return automaton.following(automaton.behind(automaton.start(), bytes));
    }

    private Position behind(byte[] bytes) {
        Automaton automaton = new Automaton(table);
        return automaton.behind(automaton.start(), bytes);
    }
}
