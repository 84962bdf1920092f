package dev.aoi.observer.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.observer.runbook.CaseFile.Stage;
import dev.aoi.observer.runbook.Suspect.Kind;
import dev.aoi.observer.runbook.Suspect.Status;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CaseFileTest {

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("cases") CaseFile file) {
        assertThat(CaseFile.parse(file.lines())).isEqualTo(file);
    }

    @Test
    void anotherMindsProseBeginsANewCase() {
        String prose =
                """
                case closed, or so it seems
                case SURVEY
                case REPAIR many
                suspect the cart service
                suspect PORT cart OPEN
                suspect PORT cart GUESSED endpoint=1 seen=a
                """;
        assertThat(CaseFile.parse(prose)).isEqualTo(CaseFile.begin());
    }

    @Property(tries = 300)
    void noTextBreaksIt(@ForAll String text) {
        assertThat(CaseFile.parse("case " + text + "\nsuspect " + text)).isNotNull();
    }

    @Provide
    Arbitrary<CaseFile> cases() {
        Arbitrary<List<String>> ids = words().list().ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(Stage.class),
                        suspects().list().ofMaxSize(4),
                        ids,
                        Arbitraries.integers().between(0, 99))
                .as(CaseFile::new);
    }

    private static Arbitrary<Suspect> suspects() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        words(),
                        Arbitraries.of(Status.class),
                        Arbitraries.maps(words(), words()).ofMaxSize(3),
                        words().list().ofMaxSize(3))
                .as(CaseFileTest::suspect);
    }

    private static Suspect suspect(
            Kind kind,
            String service,
            Status status,
            Map<String, String> facts,
            List<String> seen) {
        Suspect suspect = new Suspect(kind, service, status, Map.of(), seen);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            suspect = suspect.with("k" + fact.getKey(), fact.getValue());
        }
        return suspect;
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(12);
    }
}
