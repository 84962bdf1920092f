package dev.aoi.kube.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

class PrintTest {

    @ParameterizedTest
    @CsvSource({
        "-2, <invalid>",
        "-1, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "599, 9m59s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "11460, 3h11m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "180000, 2d2h",
        "691200, 8d",
        "63072000, 2y",
        "252288000, 8y"
    })
    void writesDurationsShort(long seconds, String text) {
        assertThat(HumanDuration.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void alignsOnlyLinesThatFollowEachOther() {
        assertThat(TabWriter.description("a:\tb\nlong title:\tc\nplain\nx:\ty\tz\n"))
                .isEqualTo("a:           b\nlong title:  c\nplain\nx:  y  z\n");
        assertThat(TabWriter.table("A\tB\n1\t2\n")).isEqualTo("A     B\n1     2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "plain # plain",
                "true # \"true\"",
                "1.5 # \"1.5\"",
                "0x1f # \"0x1f\"",
                "1:20 # \"1:20\"",
                "2026-11-23T01:43:09Z # \"2026-11-23T01:43:09Z\"",
                "a: b # 'a: b'",
                "@x # '@x'",
                "- # '-'",
                "-x # -x",
                "{} # '{}'",
                "it's # it's",
                "a\\nb # |-\\n  a\\n  b",
                "a\\nb\\n # |\\n  a\\n  b",
                "a \\nb # \"a \\\\nb\"",
                "null # \"null\"",
                "~ # \"~\"",
                "10.96.0.1 # 10.96.0.1",
                "<none> # <none>",
            })
    void quotesStringsInYamlOnlyWhereNeeded(String text, String yaml) {
        assertThat(YamlScalar.write(text.replace("\\n", "\n"), 0, 2))
                .isEqualTo(yaml.replace("\\\\n", "\\N").replace("\\n", "\n").replace("\\N", "\\n"));
    }

    @Test
    void ordersYamlKeysNaturally() {
        JsonNode node =
                ApiSession.JSON.readTree("{\"b10\":1,\"b9\":[],\"a\":{\"x\":null},\"a-b\":[[1]]}");
        assertThat(YamlText.of(node)).isEqualTo("a:\n  x: null\na-b:\n- - 1\nb9: []\nb10: 1\n");
    }

    @Property
    void alignmentLosesNoText(@ForAll String text) {
        String aligned = TabWriter.description(text);
        assertThat(aligned.replaceAll("[ \t]", "")).isEqualTo(text.replaceAll("[ \t]", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, true",
        "API_KEY, true",
        "apiKey, true",
        "GITHUB_TOKEN, true",
        "PORT, false",
        "SERVICE, false",
        "client_secret, true",
        "KEYSPACE, false",
        "PASSENGERS, false"
    })
    void knowsTellingNames(String name, boolean telling) {
        assertThat(Redaction.telling(name)).isEqualTo(telling);
    }

    @Test
    void masksInsideTheLastAppliedInput() {
        JsonNode object =
                ApiSession.JSON.readTree(
                        """
                        {"kind":"Deployment","metadata":{"annotations":{
                         "kubectl.kubernetes.io/last-applied-configuration":
                         "{\\"spec\\":{\\"env\\":[{\\"name\\":\\"PASSWORD\\",\\"value\\":\\"p\\"}]}}\\n"}}}\
                        """);
        assertThat(Redaction.object(object).toString())
                .contains("PASSWORD")
                .contains(Redaction.MASK)
                .doesNotContain("\\\"p\\\"");
    }

    @Test
    void showsTheDataOfConfigMaps() {
        JsonNode map =
                ApiSession.JSON.readTree(
                        "{\"kind\":\"ConfigMap\",\"data\":{\"url\":\"mongodb://u:p@h\"}}");
        assertThat(Redaction.object(map)).isEqualTo(map);
    }
}
