package dev.aoi.grpo.command;

import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.weights.GenerationDefaults;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How tokens are chosen: what the command line says, else what the model's folder says. */
final class SamplingArguments {
    @Option(names = "--greedy", description = "Take the most probable token, always.")
    private boolean greedy;

    @Option(names = "--temperature", description = "That logits are divided by; 0 is greedy.")
    private @Nullable Double temperature;

    @Option(names = "--top-k", description = "Choose among so many tokens; 0 for all.")
    private @Nullable Integer topK;

    @Option(names = "--top-p", description = "Choose among the tokens that reach it together.")
    private @Nullable Double topP;

    @Option(names = "--min-p", description = "Leave out what is below this share of the greatest.")
    private @Nullable Double minP;

    @Option(names = "--repetition-penalty", description = "Of tokens that were there; 1 for none.")
    private @Nullable Double repetitionPenalty;

    @Option(
            names = "--max-new-tokens",
            defaultValue = "128",
            description = "Tokens of a completion at most. Default: ${DEFAULT-VALUE}.")
    private int maxNewTokens;

    @Option(names = "--stop", description = "A text that ends a completion; may be repeated.")
    private List<String> stops = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Of the choices. Default: ${DEFAULT-VALUE}.")
    private long seed;

    List<String> stops() {
        return stops;
    }

    SamplingOptions over(GenerationDefaults defaults) {
        if (greedy && temperature != null && temperature != 0) {
            throw new IllegalArgumentException(
                    "--greedy and --temperature %s exclude each other".formatted(temperature));
        }
        Set<Integer> ends = new LinkedHashSet<>(defaults.eosTokenIds());
        double penalty =
                repetitionPenalty == null ? defaults.repetitionPenalty() : repetitionPenalty;
        boolean sampled = temperature == null ? defaults.sample() && !greedy : temperature > 0;
        if (!sampled) {
            return new SamplingOptions(penalty, 0, 0, 1, 0, maxNewTokens, ends, seed);
        }
        // A temperature that was asked for means the model's own distribution, as a trainer wants.
        boolean own = temperature != null;
        return new SamplingOptions(
                penalty,
                temperature == null ? defaults.temperature() : temperature,
                topK == null ? own ? 0 : defaults.topK() : topK,
                topP == null ? own ? 1 : defaults.topP() : topP,
                minP == null ? own ? 0 : defaults.minP() : minP,
                maxNewTokens,
                ends,
                seed);
    }
}
