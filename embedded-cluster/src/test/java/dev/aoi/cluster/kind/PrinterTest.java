package dev.aoi.cluster.kind;

import static dev.aoi.cluster.world.Objects.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class PrinterTest {
    private static final Instant NOW = Instant.parse("2025-06-01T00:10:00Z");

    @ParameterizedTest
    @CsvSource({
        "-5,<invalid>",
        "0,0s",
        "58,58s",
        "119,119s",
        "120,2m",
        "250,4m10s",
        "599,9m59s",
        "600,10m",
        "10799,179m",
        "10800,3h",
        "12000,3h20m",
        "28800,8h",
        "172799,47h",
        "172800,2d",
        "180000,2d2h",
        "691200,8d",
        "63072000,2y",
        "66000000,2y33d"
    })
    void ages(long seconds, String expected) {
        assertThat(Ages.human(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Running           | 1/1 | {'phase':'Running','containerStatuses':[{'ready':true,'state':{'running':{}}}]}
                    CrashLoopBackOff  | 0/1 | {'phase':'Running','containerStatuses':[{'ready':false,'state':{'waiting':{'reason':'CrashLoopBackOff'}}}]}
                    Error             | 0/1 | {'phase':'Running','containerStatuses':[{'state':{'terminated':{'exitCode':1,'reason':'Error'}}}]}
                    ExitCode:3        | 0/1 | {'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':3}}}]}
                    Completed         | 0/1 | {'phase':'Succeeded','containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}}]}
                    Init:0/1          | 0/1 | {'phase':'Pending','initContainerStatuses':[{'state':{'running':{}}}],'containerStatuses':[{'state':{'waiting':{'reason':'PodInitializing'}}}]}
                    Init:Error        | 0/1 | {'phase':'Pending','initContainerStatuses':[{'state':{'terminated':{'exitCode':1,'reason':'Error'}}}]}
                    Pending           | 0/1 | {'phase':'Pending'}
                    ImagePullBackOff  | 0/1 | {'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ImagePullBackOff'}}}]}
                    """)
    void podsAreSummarised(String status, String ready, String json) {
        ObjectNode pod =
                json(
                        "{'spec':{'containers':[{'name':'a'}],'initContainers':[{'name':'i'}]},'status':"
                                + json.strip()
                                + "}");
        PodSummary summary = PodSummary.of(pod);
        assertThat(summary.reason()).isEqualTo(status.strip());
        assertThat(summary.readiness()).isEqualTo(ready.strip());
    }

    @Test
    void aPodThatIsDeletedIsTerminating() {
        ObjectNode pod =
                json(
                        "{'metadata':{'deletionTimestamp':'x'},'spec':{'containers':[{}]},'status':{'phase':'Running'}}");
        assertThat(PodSummary.of(pod).reason()).isEqualTo("Terminating");
    }

    @Test
    void restartsTellWhenTheLastWas() {
        ObjectNode pod =
                json(
                        "{'metadata':{'name':'p','creationTimestamp':'2025-06-01T00:00:00Z'},'spec':{'containers':[{}]},'status':{'phase':'Running','containerStatuses':[{'restartCount':2,'lastState':{'terminated':{'finishedAt':'2025-06-01T00:08:00Z'}}}]}}");
        assertThat(cells(ResourceKinds.POD, pod))
                .startsWith("p", "0/1", "Running", "2 (2m ago)", "10m");
    }

    @Test
    void servicesShowTheirPorts() {
        ObjectNode service =
                json(
                        "{'metadata':{'name':'s','creationTimestamp':'2025-06-01T00:09:00Z'},'spec':{'type':'NodePort','clusterIP':'10.96.0.9','selector':{'b':'2','a':'1'},'ports':[{'port':80,'nodePort':30080,'protocol':'TCP'},{'port':53,'protocol':'UDP'}]}}");
        assertThat(cells(ResourceKinds.SERVICE, service))
                .containsExactly(
                        "s",
                        "NodePort",
                        "10.96.0.9",
                        "<none>",
                        "80:30080/TCP,53/UDP",
                        "60s",
                        "a=1,b=2");
    }

    @Test
    void endpointsAreCutAfterThree() {
        ObjectNode endpoints =
                json(
                        "{'metadata':{'name':'e','creationTimestamp':'2025-06-01T00:09:00Z'},'subsets':[{'addresses':[{'ip':'1'},{'ip':'2'},{'ip':'3'},{'ip':'4'}],'ports':[{'port':80}]}]}");
        assertThat(cells(ResourceKinds.ENDPOINTS, endpoints))
                .containsExactly("e", "1:80,2:80,3:80 + 1 more...", "60s");
        assertThat(
                        cells(
                                ResourceKinds.ENDPOINTS,
                                json(
                                        "{'metadata':{'name':'e','creationTimestamp':'2025-06-01T00:09:00Z'},'subsets':[{'notReadyAddresses':[{'ip':'1'}],'ports':[{'port':80}]}]}")))
                .as("not ready addresses leave the cell empty")
                .containsExactly("e", "", "60s");
        assertThat(
                        cells(
                                ResourceKinds.ENDPOINTS,
                                json(
                                        "{'metadata':{'name':'e','creationTimestamp':'2025-06-01T00:09:00Z'}}")))
                .containsExactly("e", "<none>", "60s");
    }

    @Test
    void jobsTellHowLongTheyTook() {
        ObjectNode job =
                json(
                        "{'metadata':{'name':'j','creationTimestamp':'2025-06-01T00:09:00Z'},'spec':{'completions':1,'template':{'spec':{'containers':[{'name':'c','image':'i:1'}]}},'selector':{'matchLabels':{'u':'x'}}},'status':{'succeeded':1,'startTime':'2025-06-01T00:09:00Z','completionTime':'2025-06-01T00:09:05Z','conditions':[{'type':'Complete','status':'True'}]}}");
        assertThat(cells(ResourceKinds.JOB, job))
                .containsExactly("j", "Complete", "1/1", "5s", "60s", "c", "i:1", "u=x");
    }

    @Test
    void schedulerEventsAreDatedByTheirEventTime() {
        ObjectNode event =
                json(
                        "{'metadata':{'name':'e'},'eventTime':'2025-06-01T00:09:30.000000Z','involvedObject':{'kind':'Pod','name':'p'},'type':'Normal','reason':'Scheduled','message':'m','source':{},'reportingComponent':'default-scheduler','reportingInstance':'default-scheduler-n'}");
        assertThat(cells(ResourceKinds.EVENT, event))
                .containsExactly(
                        "30s",
                        "Normal",
                        "Scheduled",
                        "pod/p",
                        "",
                        "default-scheduler, default-scheduler-n",
                        "m",
                        "30s",
                        "1",
                        "e");
    }

    @Test
    void everyKindIsFoundByPathAndByKind() {
        for (ResourceKind kind : ResourceKinds.all()) {
            assertThat(ResourceKinds.byPlural(kind.group(), kind.version(), kind.plural()))
                    .contains(kind);
            assertThat(ResourceKinds.byKind(kind.apiVersion(), kind.kind())).contains(kind);
        }
    }

    private static List<String> cells(ResourceKind kind, ObjectNode object) {
        return kind.columns().stream().map(c -> c.cell().of(object, NOW).asString()).toList();
    }
}
