package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aoi.cluster.store.ApiException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.Consumer;

/** What a kube-apiserver 1.36.3 answered to the same queries. */
class ListOptionsTest {
    private static final String INVALID =
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "resourceVersionMatch=Exact | Forbidden: resourceVersionMatch is forbidden unless"
                        + " resourceVersion is provided",
                "resourceVersionMatch=Foo&resourceVersion=1 | Unsupported value: \"Foo\": supported"
                        + " values: \"Exact\", \"NotOlderThan\", \"\"",
                "resourceVersionMatch=Exact&resourceVersion=0 | Forbidden: resourceVersionMatch"
                        + " \"exact\" is forbidden for resourceVersion \"0\"",
            })
    void refusesListsWhoseOptionsDoNotGoTogether(String query, String error) {
        ApiException refusal = refusal(query, ListOptions::checkList);
        assertThat(refusal.code()).isEqualTo(422);
        assertThat(refusal).hasMessage(INVALID + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "resourceVersionMatch=NotOlderThan | Forbidden: resourceVersionMatch is forbidden"
                        + " for watch unless sendInitialEvents is provided",
                "sendInitialEvents=false | Forbidden: sendInitialEvents requires setting"
                        + " resourceVersionMatch to NotOlderThan",
                "continue=x | Forbidden: resourceVersionMatch is forbidden when continue is"
                        + " provided",
            })
    void refusesWatchesWhoseOptionsDoNotGoTogether(String query, String error) {
        ApiException refusal = refusal(query, ListOptions::checkWatch);
        assertThat(refusal.code()).isEqualTo(422);
        assertThat(refusal).hasMessage(INVALID + error);
    }

    @Test
    void tellsOfEveryErrorOfAWatch() {
        assertThat(refusal("resourceVersionMatch=Exact", ListOptions::checkWatch))
                .hasMessage(
                        "ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
                            + " resourceVersionMatch is forbidden for watch unless"
                            + " sendInitialEvents is provided, resourceVersionMatch: Unsupported"
                            + " value: \"Exact\": supported values: \"NotOlderThan\"]");
    }

    @Test
    void refusesAVersionThatIsNoNumber() {
        String wrong =
                "resourceVersion: Invalid value: \"-1\": strconv.ParseUint: parsing \"-1\": invalid"
                        + " syntax";
        ApiException list = refusal("resourceVersion=-1", ListOptions::checkList);
        assertThat(list.code()).isEqualTo(400);
        assertThat(list).hasMessage("invalid resource version: " + wrong);
        ApiException watch = refusal("resourceVersion=-1", ListOptions::checkWatch);
        assertThat(watch.code()).isEqualTo(500);
        assertThat(watch.status().has("reason")).isFalse();
        assertThat(watch).hasMessage(wrong);
    }

    @Test
    void takesWhatClientsSend() {
        String informer =
                "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
        assertThatCode(() -> ListOptions.checkWatch(Query.parse(informer)))
                .doesNotThrowAnyException();
        assertThatCode(() -> ListOptions.checkList(Query.parse("limit=500&continue=abc")))
                .doesNotThrowAnyException();
    }

    private static ApiException refusal(String query, Consumer<Query> check) {
        return catchThrowableOfType(ApiException.class, () -> check.accept(Query.parse(query)));
    }
}
