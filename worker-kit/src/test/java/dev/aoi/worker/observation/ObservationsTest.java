package dev.aoi.worker.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

final class ObservationsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Origin ORIGIN = new Origin("command", 3, 2, 1, "completion", "get pods");
    private static final ObservedObject POD = new ObservedObject("Pod", "shop", "cart-1", "u1");

    private final Observations observations =
            new Observations(new Headers.Source("probe", "probe-1", "test"));

    private List<Observation> printed(CommandResult result) {
        var command = ((Parsed.Understood) CommandParser.parse("kubectl get pods")).command();
        return observations.printed(
                "inc",
                "request",
                ORIGIN,
                "look",
                HandleTable.empty(7),
                new Ran(command, result, NOW, NOW.plusSeconds(1)));
    }

    @Test
    void oneRecordHasAnIdThatFollowsFromItsRequestAlone() {
        Observation short1 = printed(new CommandResult(0, "a", "", List.of(POD))).getFirst();
        Observation short2 = printed(new CommandResult(1, "b", "c", List.of())).getFirst();
        assertThat(short1.getHeader()).isEqualTo(short2.getHeader());
        assertThat(short1.getHeader().getEventId())
                .isEqualTo(Headers.derivedId("inc", "request", "observation-1-0"));
        assertThat(short1.getHeader().getCausationId()).isEqualTo("completion");
        assertThat(short1.getHandles()).extracting(HandleEntry::getName).containsExactly("cart-1");
        assertThat(short1.getStartedAt()).isEqualTo(NOW);
        assertThat(short1.getFinishedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void chunksOfWhatWasSeenTwiceAreNotMixed() {
        List<Observation> first = printed(new CommandResult(0, "a".repeat(900_000), "", List.of()));
        List<Observation> again = printed(new CommandResult(0, "b".repeat(900_000), "", List.of()));
        assertThat(first).extracting(Observation::getChunk).containsExactly(0, 1, 2);
        assertThat(first.getFirst().getHeader().getEventId())
                .isNotEqualTo(again.getFirst().getHeader().getEventId());
        Sighting seen = new Sighting(List.of(first.getFirst()));
        assertThat(seen.with(again.get(1))).isEmpty();
        Optional<Sighting> whole = seen.with(first.get(1)).flatMap(s -> s.with(first.get(2)));
        assertThat(whole).get().returns(true, Sighting::complete);
        assertThat(whole.orElseThrow().asStep().output()).isEqualTo("a".repeat(900_000));
    }

    @Test
    void whatDoesNotFitIsSaid() {
        List<ObservedObject> many =
                IntStream.range(0, 4_000)
                        .mapToObj(i -> new ObservedObject("Pod", "shop", "pod-" + i, "uid-" + i))
                        .toList();
        Observation seen = printed(new CommandResult(1, "", "e".repeat(50_000), many)).getFirst();
        int kept = seen.getHandles().size();
        assertThat(kept).isBetween(1_000, 3_999);
        assertThat(seen.getErrorOutput())
                .startsWith("e".repeat(48 * 1024))
                .contains("\n[... " + (50_000 - 48 * 1024) + " bytes left out ...]\n")
                .endsWith(
                        "\n[... "
                                + (4_000 - kept)
                                + " more objects got no handle; narrow the command ...]\n");
    }
}
