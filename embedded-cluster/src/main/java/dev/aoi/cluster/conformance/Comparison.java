package dev.aoi.cluster.conformance;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import java.util.List;
import java.util.Optional;

/**
 * A recorded block beside what the same line did here.
 *
 * @param block what was recorded
 * @param verdict how they compare
 * @param difference what differs, as lines; empty when nothing does
 * @param characters how many characters were recorded
 * @param masked how many of them were masked
 */
public record Comparison(
        Block block, Verdict verdict, List<String> difference, int characters, int masked) {
    /** How a line compares. */
    public enum Verdict {
        /** Same text after masking, same exit code, and masked identities one to one. */
        EQUAL,
        /** It ran to its end, and something is not the same. */
        DIFFERENT,
        /** It did not end, or could not be run. */
        FAILED,
        /** Something that it reads is neither in the folder nor made by a line before it. */
        SKIPPED
    }

    private static final int CONTEXT = 2;

    /** Copies the list. */
    public Comparison {
        difference = List.copyOf(difference);
    }

    /**
     * The first word that says what the line is about: {@code get}, {@code helm}, {@code sleep}.
     */
    public String verb() {
        return Verbs.of(block.line());
    }

    /** Compares texts alone: two recorded blocks of the same line, say. */
    public static Comparison of(Block recorded, Block ours) {
        return of(recorded, new Shell.Result(ours.output(), ours.exit()), new OneToOne());
    }

    static Comparison of(Block recorded, Shell.Result ours, OneToOne pairs) {
        MaskedText expected = Masking.mask(recorded.output().text());
        int characters = recorded.output().out().length() + recorded.output().err().length();
        if (ours.stopped()) {
            return new Comparison(
                    recorded,
                    Verdict.FAILED,
                    List.of(
                            "did not end and was stopped; printed until then:",
                            ours.output().text()),
                    characters,
                    expected.maskedCharacters());
        }
        MaskedText actual = Masking.mask(ours.output().text());
        String left = expected.text() + "--- exit " + recorded.exit();
        String right = actual.text() + "--- exit " + ours.exit();
        List<String> difference;
        if (left.equals(right)) {
            Optional<String> contradiction =
                    pairs.take(expected.values(), AddressLists.aligned(expected, actual, pairs));
            difference = contradiction.map(List::of).orElse(List.of());
        } else {
            difference = difference(left, right);
        }
        return new Comparison(
                recorded,
                difference.isEmpty() ? Verdict.EQUAL : Verdict.DIFFERENT,
                difference,
                characters,
                expected.maskedCharacters());
    }

    static Comparison skipped(Block recorded, String missing) {
        return new Comparison(
                recorded, Verdict.SKIPPED, List.of("an input is missing: " + missing), 0, 0);
    }

    private static List<String> difference(String left, String right) {
        List<String> recorded = left.lines().toList();
        List<String> ours = right.lines().toList();
        List<String> unified =
                UnifiedDiffUtils.generateUnifiedDiff(
                        "recorded", "here", recorded, DiffUtils.diff(recorded, ours), CONTEXT);
        return unified.subList(Math.min(2, unified.size()), unified.size());
    }
}
