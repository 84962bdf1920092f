package dev.aoi.compressor.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.compressor.ItemProvenance;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class CompressionTest {
    private final TokenCounter counter = TokenCounter.estimate();
    private final Compression compression = new Compression(counter);

    private static Item item(String id, String body) {
        return new Item(
                Headers.sha256(id),
                "kubectl get pods",
                "### #abcdef kubectl get pods (exit 0)",
                body);
    }

    private static LedgerEntry entry() {
        return LedgerEntry.newBuilder()
                .setWriteId("w1")
                .setAction("kubectl scale deployment a --replicas=1")
                .setTarget("Deployment ns/a")
                .setOutcome("applied")
                .setTime(Instant.EPOCH)
                .build();
    }

    private Summary compress(List<Item> items, int budget, List<LedgerEntry> ledger) {
        return compression
                .compress(items, budget, ledger, Map.of())
                .setHeader(
                        Headers.following(
                                "i", "", "s", Instant.EPOCH, new Headers.Source("c", "", "")))
                .build();
    }

    @Test
    void keepsShortOutputsToTheCharacter() {
        Summary summary = compress(List.of(item("a", "NAME  READY\nx     1/1")), 1000, List.of());
        assertThat(summary.getText())
                .isEqualTo("### #abcdef kubectl get pods (exit 0)\nNAME  READY\nx     1/1");
        assertThat(summary.getMethod()).isEqualTo("verbatim");
        assertThat(summary.getTokensBefore()).isEqualTo(summary.getTokensAfter());
        assertThat(summary.getItems())
                .extracting(ItemProvenance::getMethod)
                .containsExactly("verbatim");
    }

    @Test
    void collapsesEqualLinesWithTheirCount() {
        String log =
                IntStream.range(0, 5)
                                .mapToObj(i -> "2026-01-01T00:00:0" + i + "Z connection refused")
                                .collect(Collectors.joining("\n"))
                        + "\n2026-01-01T00:00:09Z connection refused by b";
        Summary summary = compress(List.of(item("a", log)), 1000, List.of());
        assertThat(summary.getText().lines().skip(1))
                .containsExactly(
                        "2026-01-01T00:00:00Z connection refused  [5 times]",
                        "2026-01-01T00:00:09Z connection refused by b");
        assertThat(summary.getItems())
                .extracting(ItemProvenance::getMethod)
                .containsExactly("collapsed");
    }

    @Test
    void keepsErrorLinesAndMarksWhatIsLeftOut() {
        String log =
                IntStream.range(0, 400)
                        .mapToObj(
                                i ->
                                        i == 200
                                                ? "<error>: call to b refused"
                                                : "served request " + i)
                        .collect(Collectors.joining("\n"));
        Summary summary = compress(List.of(item("a", log)), 200, List.of());
        assertThat(summary.getText())
                .contains("<error>: call to b refused")
                .contains("lines left out");
        assertThat(summary.getMethod()).isEqualTo("extractive");
        assertThat(summary.getTokensAfter()).isLessThanOrEqualTo(230);
        assertThat(summary.getTokensBefore()).isGreaterThan(1500);
        assertThat(summary.getItems())
                .extracting(ItemProvenance::getMethod)
                .containsExactly("extractive");
    }

    @Test
    void aLongOutputTakesWhatShortOnesLeaveOver() {
        List<Integer> targets =
                compression.targets(
                        List.of(item("a", "x".repeat(4000)), item("b", "short")), 600, List.of());
        assertThat(targets.get(1)).isLessThan(20);
        assertThat(targets.get(0)).isEqualTo(600 - targets.get(1));
    }

    @Test
    void theLedgerSurvivesAnyBudget() {
        Summary summary = compress(List.of(item("a", "x\n".repeat(4000))), 10, List.of(entry()));
        assertThat(summary.getText())
                .endsWith(
                        "### Done to the cluster\n"
                                + "applied: kubectl scale deployment a --replicas=1 on Deployment"
                                + " ns/a");
        assertThat(summary.getLedger()).containsExactly(entry());
    }

    @Test
    void wordsOfAMindAreUsedOnlyWhereTheyFit() {
        Item big =
                item(
                        "a",
                        IntStream.range(0, 500)
                                .mapToObj(i -> "row of words " + i)
                                .collect(Collectors.joining("\n")));
        Summary fits =
                compression
                        .compress(
                                List.of(big),
                                300,
                                List.of(),
                                Map.of(big.id(), "500 rows, all alike"))
                        .setHeader(new EventHeader())
                        .build();
        assertThat(fits.getMethod()).isEqualTo("llm");
        assertThat(fits.getText()).endsWith("500 rows, all alike");
        Summary tooLong =
                compression
                        .compress(
                                List.of(big),
                                300,
                                List.of(),
                                Map.of(big.id(), "word ".repeat(5000)))
                        .setHeader(new EventHeader())
                        .build();
        assertThat(tooLong.getMethod()).isEqualTo("extractive");
    }

    @Test
    void joinsChunksAndShowsErrorsAndRefusals() {
        Observation refused =
                Observation.newBuilder()
                        .setHeader(
                                Headers.following(
                                        "i",
                                        "",
                                        "o",
                                        Instant.EPOCH,
                                        new Headers.Source("p", "", "")))
                        .setTyped("get secrets")
                        .setVerdict(CommandVerdict.REFUSED)
                        .setRefusal("secrets are never read")
                        .build();
        assertThat(Item.all(List.of(refused)))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.heading()).endsWith(" get secrets (refused)");
                            assertThat(item.body()).isEqualTo("not run: secrets are never read");
                        });
    }

    @Property(tries = 200)
    void neverExceedsTheBudgetByMoreThanHeadingsAndMarks(
            @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 3000) String> bodies,
            @ForAll @IntRange(min = 50, max = 2000) int budget) {
        List<Item> items =
                IntStream.range(0, bodies.size())
                        .mapToObj(i -> item("i" + i, bodies.get(i)))
                        .toList();
        Summary summary = compress(items, budget, List.of(entry()));
        int headings = items.size() * 14 + counter.count("### Done to the cluster") + 40;
        assertThat(counter.count(summary.getText()))
                .isLessThanOrEqualTo(budget + headings + marks(summary));
    }

    private static int marks(Summary summary) {
        return (int) summary.getText().lines().filter(l -> l.contains("left out ...]")).count() * 8;
    }
}
