package dev.aoi.cluster.api;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class SelectorTest {
    private static final Map<String, String> LABELS = Map.of("a", "1", "b", "2", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=1                | true
                    a==1,b=2           | true
                    a=2                | false
                    a!=2               | true
                    nosuch!=2          | true
                    a in (0, 1)        | true
                    a notin (0,1)      | false
                    nosuch notin (x)   | true
                    a                  | true
                    !a                 | false
                    !nosuch,b          | true
                    empty=             | true
                    """)
    void labels(String selector, boolean expected) {
        assertThat(LabelQuery.parse(selector).matches(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=b=c  | found '=', expected: ',' or 'end of string'
                    a in b | unable to parse requirement: found 'b' expected: '('
                    =x     | unable to parse requirement: found '=', expected: identifier
                    """)
    void badLabelSelectorsAreExplained(String selector, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> LabelQuery.parse(selector))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status.phase=Running                     | true
                    status.phase!=Running                    | false
                    metadata.name=p,spec.nodeName==worker    | true
                    spec.nodeName=                           | false
                    """)
    void fields(String selector, boolean expected) {
        var pod =
                json(
                        "{'metadata':{'name':'p'},'spec':{'nodeName':'worker'},'status':{'phase':'Running'}}");
        assertThat(FieldQuery.parse(ResourceKinds.POD, selector).matches(pod)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status.phase      | invalid selector: 'status.phase'; can't understand 'status.phase'
                    status.replicas=1 | "status.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"
                    """)
    void badFieldSelectorsAreExplained(String selector, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> FieldQuery.parse(ResourceKinds.DEPLOYMENT, selector))
                .withMessage(message);
    }
}
