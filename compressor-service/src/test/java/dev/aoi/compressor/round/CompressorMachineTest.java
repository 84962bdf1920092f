package dev.aoi.compressor.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.worker.Completion;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CompressorMachineTest {
    private static final Headers.Source SOURCE = new Headers.Source("compressor", "t", "0");
    private final CompressorMachine machine = new CompressorMachine();

    private static EventHeader header(String index) {
        return Headers.following("inc", "", index, Instant.EPOCH, SOURCE);
    }

    private static Fact fact(SpecificRecord event) {
        return new Fact(
                event, RecordRef.newBuilder().setEventId(Headers.of(event).getEventId()).build());
    }

    private static final Fact OPENED =
            fact(IncidentOpened.newBuilder().setHeader(header("o")).build());
    private static final Fact COMMAND =
            fact(CompressorCommand.newBuilder().setHeader(header("c")).build());
    private static final String COMMAND_ID = COMMAND.header().getEventId();

    private static Fact words(String observation, String text) {
        return fact(
                Completion.newBuilder()
                        .setHeader(header("w" + observation + text))
                        .setRequestId(CompressorMachine.request(COMMAND_ID, observation))
                        .setAnswer(text)
                        .build());
    }

    private static Fact summary() {
        return fact(Summary.newBuilder().setHeader(header("s")).setCommandId(COMMAND_ID).build());
    }

    private CompressorState fold(List<Fact> facts) {
        CompressorState state = machine.initial("inc");
        for (Fact fact : facts) {
            state = machine.evolve(state, fact);
        }
        return state;
    }

    @Test
    void waitsUntilTheIncidentIsOpen() {
        assertThat(machine.decide(fold(List.of(COMMAND)))).isEmpty();
        assertThat(machine.decide(fold(List.of(COMMAND, OPENED))))
                .extracting(Effect::id)
                .containsExactly("compress-" + COMMAND_ID + "-0");
    }

    @Test
    void goesOnWithWordsThatWereReadBackAndKeepsTheFirst() {
        CompressorState state =
                fold(List.of(OPENED, COMMAND, words("o1", "first"), words("o1", "second")));
        assertThat(machine.decide(state))
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Act.class,
                        act ->
                                assertThat(((CompressorAction) act.action()).words())
                                        .containsExactlyEntriesOf(java.util.Map.of("o1", "first")));
    }

    @Test
    void isDoneOnceASummaryIsInTheLogAndAfterTheIncident() {
        assertThat(machine.decide(fold(List.of(OPENED, COMMAND, summary(), COMMAND)))).isEmpty();
        Fact closed = fact(IncidentClosed.newBuilder().setHeader(header("e")).build());
        CompressorState over = fold(List.of(OPENED, COMMAND, closed));
        assertThat(machine.decide(over)).isEmpty();
        assertThat(machine.settled(over)).isTrue();
    }

    @Property
    void theOrderOfTopicsDoesNotMatter(@ForAll long seed) {
        List<Fact> facts =
                new ArrayList<>(
                        List.of(OPENED, COMMAND, words("o1", "a"), words("o2", "b"), summary()));
        CompressorState expected = fold(facts);
        Collections.shuffle(facts, new Random(seed));
        assertThat(fold(facts)).isEqualTo(expected);
    }
}
