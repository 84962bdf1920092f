package dev.aoi.standalone.story;

import static dev.aoi.standalone.Records.at;
import static dev.aoi.standalone.Records.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.Test;

import java.util.List;

class ChronicleTest {
    @Test
    void factsWithoutATurnStayWhereTheyHappened() {
        var opened = at("t", 0, IncidentOpened.newBuilder().setHeader(header("a")).build());
        var first = at("t", 1, Decision.newBuilder().setHeader(header("b")).setTurn(1).build());
        var applied = at("t", 2, WriteApplied.newBuilder().setHeader(header("c")).build());
        var second = at("t", 3, Decision.newBuilder().setHeader(header("d")).setTurn(2).build());
        var late = at("t", 4, Observation.newBuilder().setHeader(header("e")).setTurn(1).build());
        var closed = at("t", 5, IncidentClosed.newBuilder().setHeader(header("f")).build());
        assertThat(Chronicle.of(List.of(opened, first, applied, second, late, closed)))
                .containsExactly(
                        new Chronicle.Chapter("beginning", List.of(opened)),
                        new Chronicle.Chapter("turn 1", List.of(first, applied)),
                        new Chronicle.Chapter("turn 2", List.of(second, late, closed)));
    }

    @Test
    void nothingIsNoChapter() {
        assertThat(Chronicle.of(List.of())).isEmpty();
    }
}
