package dev.aoi.cluster.podtemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** Quantities with their stored texts and dumps as Kubernetes' own type gives them. */
class GoQuantityTest {
    static List<String> vectors() {
        return Vectors.lines("quantities.tsv");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isParsedStoredAndDumpedAsInGo(String vector) {
        String[] part = vector.split("\t");
        if (part[1].equals("!")) {
            assertThatIllegalArgumentException().isThrownBy(() -> GoQuantity.parse(part[0]));
            return;
        }
        String stored = GoQuantity.parse(part[0]).text();
        StringBuilder dump = new StringBuilder("(resource.Quantity)");
        GoQuantity.parse(stored).dump(dump);
        assertThat(stored).isEqualTo(part[1]);
        assertThat(dump).hasToString(part[2]);
    }
}
