package dev.aoi.compressor.text;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.compressor.ItemProvenance;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.incident.LedgerEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Puts a context together from observations within a budget.
 *
 * <ol>
 *   <li>What was done to the cluster comes last and is never dropped; its tokens are reserved
 *       first.
 *   <li>Each observation has a target: an equal share, and what short ones leave over goes to long
 *       ones.
 *   <li>What fits its target stays to the character; a longer one is the mind's words if there are
 *       any that fit, else an extract.
 * </ol>
 */
public final class Compression {
    private final TokenCounter counter;
    private final Extract extract;

    public Compression(TokenCounter counter) {
        this.counter = counter;
        this.extract = new Extract(counter);
    }

    /** Tokens that each item may have, in order. */
    public List<Integer> targets(List<Item> items, int budget, List<LedgerEntry> ledger) {
        int left = Math.max(0, budget - counter.count(ledger(ledger)));
        Integer[] targets = new Integer[items.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            open.add(i);
        }
        open.sort((a, b) -> Integer.compare(size(items.get(a)), size(items.get(b))));
        for (int n = 0; n < open.size(); n++) {
            int share = left / (open.size() - n);
            int index = open.get(n);
            targets[index] = Math.min(share, size(items.get(index)));
            left -= targets[index];
        }
        return List.of(targets);
    }

    /** The target of an item that does not fit it; empty when it stays as it is. */
    public OptionalInt overlong(Item item, int target) {
        Extract.Result result = extract.of(item.body(), body(item, target));
        return result.method() == Method.EXTRACTIVE
                ? OptionalInt.of(body(item, target))
                : OptionalInt.empty();
    }

    /** A text cut to what a mind can read at once, with what is left out marked. */
    public String within(String text, int budget) {
        return extract.of(text, budget).text();
    }

    /**
     * The context.
     *
     * @param words by observation id what a mind made of it
     */
    public Summary.Builder compress(
            List<Item> items, int budget, List<LedgerEntry> ledger, Map<String, String> words) {
        List<Integer> targets = targets(items, budget, ledger);
        StringBuilder text = new StringBuilder();
        List<ItemProvenance> provenance = new ArrayList<>();
        StringBuilder uncut = new StringBuilder();
        Method most = Method.VERBATIM;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Extract.Result kept = extract.of(item.body(), body(item, targets.get(i)));
            String said = words.getOrDefault(item.id(), "");
            if (kept.method() == Method.EXTRACTIVE
                    && !said.isBlank()
                    && counter.count(said) <= body(item, targets.get(i))) {
                kept = new Extract.Result(said.strip(), Method.LLM);
            }
            text.append(item.heading()).append('\n').append(kept.text()).append('\n');
            uncut.append(item.heading()).append('\n').append(item.body()).append('\n');
            most = most.orMore(kept.method());
            provenance.add(
                    new ItemProvenance(
                            item.id(),
                            item.command(),
                            kept.method().word(),
                            counter.count(item.body()),
                            counter.count(kept.text())));
        }
        text.append(ledger(ledger));
        uncut.append(ledger(ledger));
        String whole = text.toString().stripTrailing();
        return Summary.newBuilder()
                .setText(whole)
                .setItems(provenance)
                .setTokensBefore(counter.count(uncut.toString().stripTrailing()))
                .setTokensAfter(counter.count(whole))
                .setMethod(most.word())
                .setLedger(ledger);
    }

    private int size(Item item) {
        return counter.count(item.heading()) + counter.count(item.body()) + 2;
    }

    private int body(Item item, int target) {
        return Math.max(0, target - counter.count(item.heading()) - 2);
    }

    private static String ledger(List<LedgerEntry> ledger) {
        if (ledger.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("### Done to the cluster\n");
        for (LedgerEntry entry : ledger) {
            text.append(entry.getOutcome())
                    .append(": ")
                    .append(entry.getAction())
                    .append(" on ")
                    .append(entry.getTarget())
                    .append('\n');
        }
        return text.toString();
    }
}
