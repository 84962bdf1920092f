package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

class CronScheduleTest {
    private static String next(String schedule, String zone, String after) {
        return CronSchedule.parse(schedule, ZoneId.of(zone))
                .next(Instant.parse(after))
                .map(Instant::toString)
                .orElse("never");
    }

    private static String next(String schedule, String after) {
        return next(schedule, "UTC", after);
    }

    @Test
    void fieldsNamesStepsAndRanges() {
        assertThat(next("* * * * *", "2026-01-01T00:00:30Z")).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(next("*/15 * * * *", "2026-01-01T00:15:00Z")).isEqualTo("2026-01-01T00:30:00Z");
        assertThat(next("5/20 * * * *", "2026-01-01T00:26:00Z")).isEqualTo("2026-01-01T00:45:00Z");
        assertThat(next("0 9-17/4 * * MON-fri", "2026-01-02T17:00:00Z"))
                .isEqualTo("2026-01-05T09:00:00Z");
        assertThat(next("30 2 29 feb *", "2026-01-01T00:00:00Z")).isEqualTo("2028-02-29T02:30:00Z");
        assertThat(next("0 0 31 2 *", "2026-01-01T00:00:00Z")).isEqualTo("never");
        assertThat(next("@hourly", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(next("@weekly", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-04T00:00:00Z");
        assertThat(next("@every 1h30m", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T01:30:00Z");
    }

    @Test
    void oneOfTwoGivenDaysSuffices() {
        assertThat(next("0 0 13 * 5", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(next("0 0 13 * *", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-13T00:00:00Z");
    }

    @Test
    void zonesAndTheTimesTheySkip() {
        assertThat(next("0 9 * * *", "Europe/Zurich", "2026-01-01T09:00:00Z"))
                .isEqualTo("2026-01-02T08:00:00Z");
        assertThat(next("30 2 * * *", "Europe/Zurich", "2026-03-29T00:00:00Z"))
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> next("1 2 3", "2026-01-01T00:00:00Z"))
                .hasMessage("expected exactly 5 fields, found 3: [1 2 3]");
        assertThatThrownBy(() -> next("60 * * * *", "2026-01-01T00:00:00Z"))
                .hasMessage("end of range (60) above maximum (59): 60");
        assertThatThrownBy(() -> next("* * 0 * *", "2026-01-01T00:00:00Z"))
                .hasMessage("beginning of range (0) below minimum (1): 0");
        assertThatThrownBy(() -> next("x * * * *", "2026-01-01T00:00:00Z"))
                .hasMessage("failed to parse int from x");
        assertThatThrownBy(() -> next("@often", "2026-01-01T00:00:00Z"))
                .hasMessage("unrecognized descriptor: @often");
    }

    /** The next time matches, is later, and no minute between matches. */
    @Property(tries = 200)
    void nextIsTheFirstMatch(
            @ForAll @IntRange(max = 59) int minute,
            @ForAll @IntRange(min = 1, max = 12) int hourStep,
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long at) {
        CronSchedule schedule =
                CronSchedule.parse(minute + " */" + hourStep + " * * *", ZoneOffset.UTC);
        Instant after = Instant.ofEpochSecond(at);
        Instant expected = after.minusSeconds(Math.floorMod(at, 60L)).plusSeconds(60);
        while (true) {
            ZonedDateTime local = expected.atZone(ZoneOffset.UTC);
            if (local.getMinute() == minute && local.getHour() % hourStep == 0) {
                break;
            }
            expected = expected.plusSeconds(60);
        }
        assertThat(schedule.next(after)).contains(expected);
    }
}
