package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.broker.BrokerAndRegistry;
import dev.aoi.broker.BrokerConfig;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** The wire contract, request by request. Every test works on subjects of its own. */
class SchemaRegistryIT {

    private static final String A = "{\"name\":\"a\",\"type\":\"int\"}";
    private static final String B = "{\"name\":\"b\",\"type\":\"int\",\"default\":0}";
    private static final String INCOMPATIBLE_LEVEL =
            "Invalid compatibility level. Valid values are none, backward, forward, full,"
                    + " backward_transitive, forward_transitive, and full_transitive";

    @TempDir static Path dir;
    private static BrokerAndRegistry both;
    private static Rest rest;

    private String s = "";
    private String name = "";

    @BeforeAll
    static void start() {
        both =
                BrokerAndRegistry.start(
                        BrokerConfig.at(dir),
                        servers ->
                                new RegistryConfig(servers, 0, CompatibilityLevel.FULL_TRANSITIVE));
        rest = new Rest(both.registry().url());
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @BeforeEach
    void ownSubject(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        s = "/subjects/" + name;
    }

    @Test
    void theSameSchemaHasOneIdEverywhere() {
        int id = register(name, Rest.record(name, A));
        assertThat(register(name, " " + Rest.record(name, A))).isEqualTo(id);
        assertThat(register(name + "2", Rest.record(name, A))).isEqualTo(id);
        assertThat(rest.get("/schemas/ids/" + id))
                .isEqualTo("200 " + Rest.schemaBody(Rest.record(name, A)));
        assertThat(rest.get("/schemas/ids/" + id + "/schema"))
                .isEqualTo("200 " + Rest.record(name, A));
        assertThat(rest.get("/schemas/ids/" + id + "/subjects"))
                .isEqualTo("200 [\"" + name + "\",\"" + name + "2\"]");
        assertThat(rest.get("/schemas/ids/" + id + "/versions"))
                .isEqualTo(
                        "200 [{\"subject\":\"%s\",\"version\":1},{\"subject\":\"%s2\",\"version\":1}]"
                                .formatted(name, name));
    }

    @Test
    void versionsAreListedAndRead() {
        int first = register(name, Rest.record(name, A));
        int second = register(name, Rest.record(name, A + "," + B));
        assertThat(second).isGreaterThan(first);
        assertThat(rest.get(s + "/versions")).isEqualTo("200 [1,2]");
        assertThat(rest.get(s + "/versions/1")).isEqualTo("200 " + full(1, first, A));
        assertThat(rest.get(s + "/versions/latest"))
                .isEqualTo("200 " + full(2, second, A + "," + B));
        assertThat(rest.get(s + "/versions/-1")).isEqualTo(rest.get(s + "/versions/latest"));
        assertThat(rest.get(s + "/versions/1/schema")).isEqualTo("200 " + Rest.record(name, A));
        assertThat(rest.get("/schemas?subjectPrefix=" + name + "&latestOnly=true"))
                .isEqualTo("200 [" + full(2, second, A + "," + B) + "]");
        assertThat(rest.get("/subjects?subjectPrefix=" + name)).isEqualTo("200 [\"" + name + "\"]");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        register(name, Rest.record(name));
        assertThat(rest.get("/subjects/nobody/versions"))
                .isEqualTo(Rest.error(404, 40401, "Subject 'nobody' not found."));
        assertThat(rest.get("/subjects/nobody/versions/1"))
                .isEqualTo(Rest.error(404, 40401, "Subject 'nobody' not found."));
        assertThat(rest.delete("/subjects/nobody"))
                .isEqualTo(Rest.error(404, 40401, "Subject 'nobody' not found."));
        assertThat(rest.get(s + "/versions/9"))
                .isEqualTo(Rest.error(404, 40402, "Version 9 not found."));
        assertThat(rest.get("/schemas/ids/99999"))
                .isEqualTo(Rest.error(404, 40403, "Schema 99999 not found"));
        assertThat(rest.get("/schemas/ids/99999/versions"))
                .isEqualTo(Rest.error(404, 40403, "Schema 99999 not found"));
        assertThat(rest.get("/no/such/path")).isEqualTo(Rest.error(404, 404, "HTTP 404 Not Found"));
        assertThat(rest.put("/subjects", "{}"))
                .isEqualTo(Rest.error(405, 405, "HTTP 405 Method Not Allowed"));
    }

    @Test
    void aVersionMustBeANumberFromOneOn() {
        for (String version : new String[] {"0", "-2", "x", "2147483648"}) {
            assertThat(rest.get(s + "/versions/" + version))
                    .isEqualTo(
                            Rest.error(
                                    422,
                                    42202,
                                    "The specified version '"
                                            + version
                                            + "' is not a valid version id. Allowed values are"
                                            + " between [1, 2^31-1] and the string \"latest\""));
        }
    }

    @Test
    void anIncompatibleSchemaIsAConflict() {
        register(name, Rest.record(name, A));
        assertThat(rest.register(name, Rest.record(name, "{\"name\":\"c\",\"type\":\"int\"}")))
                .startsWith(
                        "409 {\"error_code\":409,\"message\":\"Schema being registered is"
                                + " incompatible with an earlier schema for subject \\\""
                                + name
                                + "\\\", details: [new schema reads version 1:"
                                + " READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: c");
        assertThat(rest.get(s + "/versions")).isEqualTo("200 [1]");
    }

    @Test
    void schemasAreLookedUp() {
        int id = register(name, Rest.record(name, A));
        assertThat(rest.post(s, Rest.schemaBody(Rest.record(name, A))))
                .isEqualTo("200 " + full(1, id, A));
        assertThat(rest.post(s, Rest.schemaBody(Rest.record("Other"))))
                .isEqualTo(Rest.error(404, 40403, "Schema not found"));
        assertThat(rest.post("/subjects/nobody", Rest.schemaBody(Rest.record(name, A))))
                .isEqualTo(Rest.error(404, 40401, "Subject 'nobody' not found."));
    }

    @Test
    void badRequestsAreRefused() {
        assertThat(rest.post(s + "/versions", Rest.schemaBody("{\"type\":\"nonsense\"}")))
                .startsWith("422 {\"error_code\":42201,\"message\":\"Invalid schema: ");
        assertThat(rest.post(s + "/versions", "{}"))
                .startsWith("422 {\"error_code\":42201,\"message\":\"Empty schema");
        assertThat(rest.post(s + "/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"))
                .startsWith("422 {\"error_code\":42201,\"message\":\"Invalid schema type PROTOBUF");
        assertThat(rest.post(s + "/versions", "{\"schema\":\"\\\"int\\\"\",\"id\":5}"))
                .startsWith("422 {\"error_code\":42205,");
        assertThat(rest.post(s + "/versions", "{")).startsWith("400 {\"error_code\":400,");
        assertThat(rest.post(s + "/versions", "[]")).startsWith("400 {\"error_code\":400,");
        assertThat(rest.register("%0A", "\"int\"")).startsWith("422 {\"error_code\":42208,");
        HttpResponse<String> plain =
                rest.send("POST", s + "/versions", "text/plain", Rest.schemaBody("\"int\""));
        assertThat(plain.statusCode() + " " + plain.body())
                .isEqualTo(Rest.error(415, 415, "HTTP 415 Unsupported Media Type"));
        String huge = "\"" + "x".repeat(4 * 1024 * 1024) + "\"";
        assertThat(rest.post(s + "/versions", Rest.schemaBody(huge)))
                .startsWith("413 {\"error_code\":413,");
    }

    @Test
    void answersCarryConfluentsContentType() {
        HttpResponse<String> answer =
                rest.send("POST", "/subjects/ct/versions", "application/json", "{}");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/vnd.schemaregistry.v1+json");
        assertThat(rest.get("/")).isEqualTo("200 {}");
        assertThat(rest.get("/schemas/types")).isEqualTo("200 [\"AVRO\"]");
    }

    @Test
    void compatibilityIsTestedWithoutRegistering() {
        String check = "/compatibility/subjects/" + name + "/versions";
        String good = Rest.schemaBody(Rest.record(name, A + "," + B));
        String bad = Rest.schemaBody(Rest.record(name));
        assertThat(rest.post(check + "/latest", good)).isEqualTo("200 {\"is_compatible\":true}");
        assertThat(rest.post(check + "/1", good))
                .isEqualTo(Rest.error(404, 40401, "Subject '" + name + "' not found."));
        register(name, Rest.record(name, A));
        assertThat(rest.post(check + "/1", good)).isEqualTo("200 {\"is_compatible\":true}");
        assertThat(rest.post(check, good)).isEqualTo("200 {\"is_compatible\":true}");
        assertThat(rest.post(check + "/latest", bad)).isEqualTo("200 {\"is_compatible\":false}");
        assertThat(rest.post(check + "/2", bad))
                .isEqualTo(Rest.error(404, 40402, "Version 2 not found."));
        assertThat(rest.post(check + "/latest?verbose=true", good))
                .isEqualTo("200 {\"is_compatible\":true,\"messages\":[]}");
        assertThat(rest.post(check + "?verbose=true", bad))
                .isEqualTo(
                        "200 {\"is_compatible\":false,\"messages\":[\"version 1 reads new schema:"
                                + " READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: a\"]}");
        assertThat(rest.get(s + "/versions")).isEqualTo("200 [1]");
    }

    @Test
    void aSubjectHasItsOwnLevelOrTheGlobalOne() {
        assertThat(rest.get("/config"))
                .isEqualTo("200 {\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(rest.get("/config/" + name))
                .isEqualTo(
                        Rest.error(
                                404,
                                40408,
                                "Subject '"
                                        + name
                                        + "' does not have subject-level compatibility"
                                        + " configured"));
        assertThat(rest.get("/config/" + name + "?defaultToGlobal=true"))
                .isEqualTo("200 {\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        register(name, Rest.record(name, A));
        assertThat(rest.put("/config/" + name, "{\"compatibility\":\"none\"}"))
                .isEqualTo("200 {\"compatibility\":\"NONE\"}");
        assertThat(rest.get("/config/" + name)).isEqualTo("200 {\"compatibilityLevel\":\"NONE\"}");
        register(name, Rest.record(name, "{\"name\":\"c\",\"type\":\"string\"}"));
        assertThat(rest.delete("/config/" + name))
                .isEqualTo("200 {\"compatibilityLevel\":\"NONE\"}");
        assertThat(rest.delete("/config/" + name))
                .isEqualTo(Rest.error(404, 40401, "Subject '" + name + "' not found."));
        assertThat(rest.register(name, Rest.record(name))).startsWith("409 ");
        assertThat(rest.put("/config/" + name, "{\"compatibility\":\"SOME\"}"))
                .isEqualTo(Rest.error(422, 42203, INCOMPATIBLE_LEVEL));
        assertThat(rest.put("/config", "{}")).isEqualTo(Rest.error(422, 42203, INCOMPATIBLE_LEVEL));
    }

    @Test
    void theModeIsReadWrite() {
        assertThat(rest.get("/mode")).isEqualTo("200 {\"mode\":\"READWRITE\"}");
        assertThat(rest.get("/mode/" + name + "?defaultToGlobal=true"))
                .isEqualTo("200 {\"mode\":\"READWRITE\"}");
        assertThat(rest.get("/mode/" + name))
                .isEqualTo(
                        Rest.error(
                                404,
                                40409,
                                "Subject '"
                                        + name
                                        + "' does not have subject-level mode configured"));
    }

    @Test
    void aVersionIsDeletedSoftlyThenForGood() {
        int first = register(name, Rest.record(name, A));
        int second = register(name, Rest.record(name, A + "," + B));
        assertThat(rest.delete(s + "/versions/2?permanent=true"))
                .isEqualTo(
                        Rest.error(
                                404,
                                40407,
                                "Subject '"
                                        + name
                                        + "' Version 2 was not deleted first before being"
                                        + " permanently deleted"));
        assertThat(rest.delete(s + "/versions/latest")).isEqualTo("200 2");
        assertThat(rest.delete(s + "/versions/2"))
                .isEqualTo(
                        Rest.error(
                                404,
                                40406,
                                "Subject '"
                                        + name
                                        + "' Version 2 was soft deleted.Set permanent=true to"
                                        + " delete permanently"));
        assertThat(rest.get(s + "/versions")).isEqualTo("200 [1]");
        assertThat(rest.get(s + "/versions?deleted=true")).isEqualTo("200 [1,2]");
        assertThat(rest.get(s + "/versions?deletedOnly=true")).isEqualTo("200 [2]");
        assertThat(rest.get(s + "/versions/latest")).isEqualTo("200 " + full(1, first, A));
        assertThat(rest.get(s + "/versions/2"))
                .isEqualTo(Rest.error(404, 40402, "Version 2 not found."));
        assertThat(rest.get(s + "/versions/2?deleted=true"))
                .isEqualTo("200 " + full(2, second, A + "," + B));
        assertThat(rest.get("/schemas/ids/" + second)).startsWith("200 ");
        assertThat(rest.delete(s + "/versions/2?permanent=true")).isEqualTo("200 2");
        assertThat(rest.get("/schemas/ids/" + second))
                .isEqualTo(Rest.error(404, 40403, "Schema " + second + " not found"));
        assertThat(register(name, Rest.record(name, A + "," + B))).isGreaterThan(second);
    }

    @Test
    void aSubjectIsDeletedSoftlyThenForGood() {
        int id = register(name, Rest.record(name, A));
        assertThat(rest.delete(s + "?permanent=true"))
                .isEqualTo(
                        Rest.error(
                                404,
                                40405,
                                "Subject '"
                                        + name
                                        + "' was not deleted first before being permanently"
                                        + " deleted"));
        assertThat(rest.delete(s)).isEqualTo("200 [1]");
        assertThat(rest.delete(s))
                .isEqualTo(
                        Rest.error(
                                404,
                                40404,
                                "Subject '"
                                        + name
                                        + "' was soft deleted.Set permanent=true to delete"
                                        + " permanently"));
        assertThat(rest.get("/subjects?subjectPrefix=" + name)).isEqualTo("200 []");
        assertThat(rest.get("/subjects?deleted=true&subjectPrefix=" + name))
                .isEqualTo("200 [\"" + name + "\"]");
        assertThat(rest.get(s + "/versions"))
                .isEqualTo(Rest.error(404, 40401, "Subject '" + name + "' not found."));
        assertThat(rest.post(s + "?deleted=true", Rest.schemaBody(Rest.record(name, A))))
                .isEqualTo("200 " + full(1, id, A));
        assertThat(register(name, Rest.record(name, A))).isEqualTo(id);
        assertThat(rest.get(s + "/versions")).isEqualTo("200 [2]");
        assertThat(rest.delete(s)).isEqualTo("200 [2]");
        assertThat(rest.delete(s + "?permanent=true")).isEqualTo("200 [1,2]");
        assertThat(rest.get("/subjects?deleted=true&subjectPrefix=" + name)).isEqualTo("200 []");
    }

    @Test
    void aReferencedVersionStays() {
        register(name, Rest.record("x.Inner", A));
        String outer = Rest.record("x.Outer", "{\"name\":\"i\",\"type\":\"Inner\"}");
        String reference = "{\"name\":\"x.Inner\",\"subject\":\"" + name + "\",\"version\":1}";
        String body =
                Rest.schemaBody(outer.replace("\"Inner\"", "\"x.Inner\""))
                        .replaceFirst("}$", ",\"references\":[" + reference + "]}");
        String answer = rest.post(s + "Outer/versions", body);
        assertThat(answer).startsWith("200 {\"id\":");
        int outerId = Integer.parseInt(answer.substring(10, answer.length() - 1));
        assertThat(rest.get("/schemas/ids/" + outerId))
                .endsWith(",\"references\":[" + reference + "]}");
        assertThat(rest.get(s + "/versions/1/referencedby")).isEqualTo("200 [" + outerId + "]");
        String refused =
                Rest.error(
                        422,
                        42206,
                        "One or more references exist to the schema"
                                + " {magic=1,keytype=SCHEMA,subject="
                                + name
                                + ",version=1}.");
        assertThat(rest.delete(s + "/versions/1")).isEqualTo(refused);
        assertThat(rest.delete(s)).isEqualTo(refused);
        assertThat(rest.delete(s + "Outer")).isEqualTo("200 [1]");
        assertThat(rest.delete(s)).isEqualTo("200 [1]");
    }

    @Test
    void subjectsMayHaveAnyPrintableName() {
        String odd = "a%2Fb%20c+d%C3%BC";
        assertThat(rest.register(odd, Rest.record(name))).startsWith("200 {\"id\":");
        assertThat(rest.get("/subjects?subjectPrefix=a%2Fb")).isEqualTo("200 [\"a/b c+d\u00fc\"]");
        assertThat(rest.get("/subjects/" + odd + "/versions")).isEqualTo("200 [1]");
    }

    private static int register(String subject, String schema) {
        String answer = rest.register(subject, schema);
        assertThat(answer).matches("200 \\{\"id\":\\d+}");
        return Integer.parseInt(answer.substring(10, answer.length() - 1));
    }

    private String full(int version, int id, String fields) {
        return Bodies.object()
                .put("subject", name)
                .put("version", version)
                .put("id", id)
                .put("schema", Rest.record(name, fields))
                .toString();
    }
}
