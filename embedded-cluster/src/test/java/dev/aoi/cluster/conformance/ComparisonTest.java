package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.conformance.Comparison.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ComparisonTest {
    private static final String TABLE =
            """
            NAME                           READY   STATUS    RESTARTS   AGE
            user-service-%s-%s   %s     %s   %s          %s
            """;

    private static Block pods(
            String hash, String suffix, String ready, String status, int restarts, String age) {
        String out = TABLE.formatted(hash, suffix, ready, status, restarts, age);
        return new Block("kubectl get pods", new Block.Output(out, ""), 0, Duration.ZERO);
    }

    @Test
    void anotherPodOfAnotherAgeInTheSameStateIsEqual() {
        Block recorded = pods("958d6967d", "6fknm", "1/1", "Running", 0, "14s");
        Block ours = pods("958d6967d", "wz2x9", "1/1", "Running", 0, "3m2s");

        assertThat(Comparison.of(recorded, ours).verdict()).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void twoStatesAreDifferent() {
        Block healthy = pods("958d6967d", "6fknm", "1/1", "Running", 0, "14s");

        assertThat(
                        List.of(
                                pods("958d6967d", "6fknm", "0/1", "Running", 0, "14s"),
                                pods("958d6967d", "6fknm", "1/1", "Error", 0, "14s"),
                                pods("958d6967d", "6fknm", "1/1", "Running", 1, "14s")))
                .allSatisfy(
                        other ->
                                assertThat(Comparison.of(healthy, other).verdict())
                                        .isEqualTo(Verdict.DIFFERENT));
    }

    @Test
    void anotherExitCodeIsDifferent() {
        Block recorded = new Block("helm list", new Block.Output("", ""), 0, Duration.ZERO);
        Block ours = new Block("helm list", new Block.Output("", ""), 1, Duration.ZERO);

        assertThat(Comparison.of(recorded, ours).difference())
                .containsExactly("@@ -1,2 +1,2 @@", " --- stderr", "---- exit 0", "+--- exit 1");
    }

    @Test
    void linesInAnotherOrderAreDifferent() {
        Block recorded = new Block("x", new Block.Output("a\nb\n", ""), 0, Duration.ZERO);
        Block ours = new Block("x", new Block.Output("b\na\n", ""), 0, Duration.ZERO);

        assertThat(Comparison.of(recorded, ours).verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void oneThingCannotStandForTwo() {
        OneToOne pairs = new OneToOne();
        Block two = addresses("10.244.0.4", "10.244.0.5");
        Block one = addresses("10.1.0.9", "10.1.0.9");

        Comparison comparison =
                Comparison.of(two, new Shell.Result(one.output(), one.exit()), pairs);

        assertThat(comparison.difference())
                .containsExactly("ADDRESS 10.244.0.5 was (not 10.1.0.9) before, is 10.1.0.9 here");
        assertThat(pairs.ours(Mask.ADDRESS, "10.244.0.4")).isEmpty();
    }

    @Test
    void whatWasOneThingStaysThatThing() {
        OneToOne pairs = new OneToOne();
        Block first = addresses("10.244.0.4", "10.244.0.5");
        Block ours = addresses("10.1.0.4", "10.1.0.5");
        Block swapped = addresses("10.1.0.5", "10.1.0.4");

        assertThat(Comparison.of(first, new Shell.Result(ours.output(), 0), pairs).verdict())
                .isEqualTo(Verdict.EQUAL);
        assertThat(Comparison.of(first, new Shell.Result(swapped.output(), 0), pairs).verdict())
                .isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void membersOfAListOfAddressesArePairedAsTheyAreKnown() {
        OneToOne pairs = new OneToOne();
        Block first = addresses("10.244.0.10", "10.244.0.9");
        Block ours = addresses("10.1.0.8", "10.1.0.7");
        Block recordedList = list("10.244.0.10:6379,10.244.0.9:6379");
        Block ourList = list("10.1.0.7:6379,10.1.0.8:6379");

        Comparison.of(first, new Shell.Result(ours.output(), 0), pairs);

        assertThat(
                        Comparison.of(recordedList, new Shell.Result(ourList.output(), 0), pairs)
                                .verdict())
                .isEqualTo(Verdict.EQUAL);
        Block stranger = list("10.1.0.7:6379,10.1.0.6:6379");
        assertThat(
                        Comparison.of(recordedList, new Shell.Result(stranger.output(), 0), pairs)
                                .verdict())
                .isEqualTo(Verdict.DIFFERENT);
    }

    private static Block list(String addresses) {
        return new Block("x", new Block.Output("redis  " + addresses + "\n", ""), 0, Duration.ZERO);
    }

    private static Block addresses(String first, String second) {
        Block.Output output = new Block.Output("from " + first + "\nto " + second + "\n", "");
        return new Block("x", output, 0, Duration.ZERO);
    }
}
