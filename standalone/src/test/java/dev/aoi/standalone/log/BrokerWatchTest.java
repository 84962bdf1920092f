package dev.aoi.standalone.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.standalone.CommandFailure;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class BrokerWatchTest {
    private final List<String> told = new ArrayList<>();
    private boolean up = true;
    private int asked;
    private final BrokerWatch watch =
            new BrokerWatch(
                    "host:1",
                    within -> {
                        asked++;
                        return up;
                    },
                    told::add,
                    0);

    @Test
    void isAskedOnlyAfterASilence() {
        look(false, 1);
        look(true, 2);
        look(false, 3);
        assertThat(asked).isZero();
        look(false, 4);
        look(false, 5);
        assertThat(asked).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void goingAndComingBackAreToldOnce() {
        up = false;
        look(false, 2);
        look(false, 6);
        assertThat(told)
                .containsExactly(
                        "the broker at host:1 does not answer any more; waiting 30 s for it to"
                                + " come back.");
        up = true;
        look(false, 9);
        assertThat(told.getLast()).isEqualTo("the broker at host:1 answers again.");
        look(false, 12);
        assertThat(told).hasSize(2);
    }

    @Test
    void whatComesIsAnAnswer() {
        up = false;
        look(false, 2);
        look(true, 20);
        look(false, 40);
        assertThat(told).hasSize(3);
    }

    @Test
    void isGivenUpWhenThePatienceIsOver() {
        up = false;
        for (int second = 2; second <= 30; second += 4) {
            look(false, second);
        }
        assertThatThrownBy(() -> look(false, 34))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(3))
                .hasMessage(
                        "The broker at host:1 has not answered for 30 s, so nothing more will"
                                + " come; is its stack still up?");
    }

    private void look(boolean came, long second) {
        watch.look(came, second * 1_000_000_000L);
    }
}
