package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.env.application.Installation;
import dev.aoi.env.application.SocialNetwork;
import dev.aoi.env.cluster.LoadReport;
import dev.aoi.env.fault.ObjectPatch;
import dev.aoi.env.problem.FaultFamily;
import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.execution.CommandRunner;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;

import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.client.KubernetesClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every problem on every eligible target, with and without other names, in a real world: the fault
 * shows through the plain API, right answers and repairs pass, everything else does not.
 */
class ProblemsIT {
    private static final long RENAMED = 5;

    @TempDir static Path folder;
    private static Host host;

    @BeforeAll
    static void start() throws Exception {
        host = new Host(folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    static Stream<Arguments> breakages() {
        List<Arguments> all = new ArrayList<>();
        for (long rename : new long[] {0, RENAMED}) {
            for (String target : SocialNetwork.reachedByLoad()) {
                all.add(Arguments.of(FaultFamily.TARGET_PORT, target, rename));
                all.add(Arguments.of(FaultFamily.SCALE_TO_ZERO, target, rename));
            }
            all.add(Arguments.of(FaultFamily.NONE, "", rename));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} renamed {2}")
    @MethodSource("breakages")
    void showsAndIsJudged(FaultFamily family, String target, long rename) throws Exception {
        List<Problem> problems = Problems.all().stream().filter(p -> p.family() == family).toList();
        String incident = "inc-" + family + "-" + target + "-" + rename;
        Lease opened = host.open(Host.request(incident, problems.getFirst().id(), target, rename));
        try {
            Scene scene = new Scene(host, opened);
            scene.shows(family);
            for (Problem problem : problems) {
                Lease lease = scene.as(problem);
                if (problem.task() != TaskType.MITIGATION) {
                    scene.answers(lease, problem);
                }
            }
            problems.stream()
                    .filter(p -> p.task() == TaskType.MITIGATION)
                    .findFirst()
                    .ifPresent(p -> scene.repairs(scene.as(p), family));
        } finally {
            host.drop(opened);
        }
    }

    /** One broken world. */
    private static final class Scene {
        private final Host host;
        private final Lease opened;
        private final Installation installation;
        private final KubernetesClient client;
        private final String namespace;
        private final String service;

        Scene(Host host, Lease opened) {
            this.host = host;
            this.opened = opened;
            this.installation = Installation.socialNetwork(opened.getRenameSeed());
            this.client = host.access(opened).client();
            this.namespace = opened.getNamespace();
            this.service =
                    opened.getTarget().isEmpty()
                            ? ""
                            : installation.renaming().name(opened.getTarget());
        }

        /** The same world under another problem: it is the same to the byte. */
        Lease as(Problem problem) {
            return Lease.newBuilder(opened)
                    .setProblemId(problem.id())
                    .setTaskType(problem.task())
                    .build();
        }

        void shows(FaultFamily family) {
            String log =
                    client
                            .pods()
                            .inNamespace("default")
                            .withLabel("job-name", "wrk2-job")
                            .list()
                            .getItems()
                            .stream()
                            .map(p -> p.getMetadata().getName())
                            .map(p -> client.pods().inNamespace("default").withName(p).getLog())
                            .findFirst()
                            .orElseThrow();
            LoadReport load = LoadReport.parse(log).orElseThrow();
            assertThat(load.served()).isEqualTo(family == FaultFamily.NONE);
            switch (family) {
                case TARGET_PORT ->
                        assertThat(endpoints())
                                .singleElement()
                                .satisfies(
                                        s -> {
                                            assertThat(s.getAddresses()).hasSize(1);
                                            assertThat(s.getPorts())
                                                    .extracting(p -> p.getPort())
                                                    .containsExactly(9999);
                                        });
                case SCALE_TO_ZERO ->
                        assertThat(endpoints())
                                .allSatisfy(s -> assertThat(s.getAddresses()).isEmpty());
                case NONE -> {}
            }
            assertThat(client.pods().inNamespace(namespace).list().getItems())
                    .hasSize(family == FaultFamily.SCALE_TO_ZERO ? 26 : 27);
        }

        private List<EndpointSubset> endpoints() {
            return client.endpoints().inNamespace(namespace).withName(service).get().getSubsets();
        }

        void answers(Lease lease, Problem problem) {
            Answer right = right(problem);
            Evaluation passed = judge(lease, right, look("kubectl get endpoints -n " + namespace));
            assertThat(passed.getStrictReason()).startsWith("Exactly right");
            assertThat(passed.getCompatSuccess()).isTrue();
            assertThat(passed.getStrictSuccess()).isTrue();
            assertThat(passed.getReason()).isEqualTo(CloseReason.SUBMITTED);

            Evaluation unproved = judge(lease, right, look("kubectl get services -n default"));
            assertThat(unproved.getCompatSuccess()).isTrue();
            assertThat(unproved.getStrictSuccess()).isFalse();

            Evaluation wrong =
                    judge(lease, wrong(problem), look("kubectl get endpoints -n " + namespace));
            assertThat(wrong.getCompatSuccess()).isFalse();
            assertThat(wrong.getStrictSuccess()).isFalse();
            assertThat(wrong.getExpected()).isEqualTo(passed.getSubmitted());
        }

        private Answer right(Problem problem) {
            return Answer.newBuilder()
                    .setVerdict(problem.family() == FaultFamily.NONE ? "No" : "Yes")
                    .setComponents(service.isEmpty() ? List.of() : List.of(service))
                    .setSystemLevel(problem.family().systemLevel())
                    .setFaultType(problem.family().faultType())
                    .build();
        }

        private Answer wrong(Problem problem) {
            return Answer.newBuilder()
                    .setVerdict(problem.family() == FaultFamily.NONE ? "Yes" : "No")
                    .setComponents(List.of(service, "other"))
                    .setSystemLevel("Application")
                    .setFaultType(problem.family().faultType())
                    .build();
        }

        void repairs(Lease lease, FaultFamily family) {
            verdict(lease, false, false);
            switch (family) {
                case TARGET_PORT -> targetPort(lease);
                case SCALE_TO_ZERO -> scale(lease);
                case NONE -> throw new AssertionError();
            }
        }

        private void targetPort(Lease lease) {
            int port = installation.renaming().port(opened.getTarget());
            patchPort("port", "9999");
            verdict(lease, false, false);
            patchPort("port", "" + port);
            patchPort("targetPort", "\"thrift\"");
            verdict(lease, false, false);
            patchPort("targetPort", "" + port);
            collateral(lease);
        }

        private void scale(Lease lease) {
            patchDeployment(service, 3);
            verdict(lease, false, false);
            patchDeployment(service, 1);
            collateral(lease);
        }

        /** Repaired, but something else was changed, too; then that is taken back. */
        private void collateral(Lease lease) {
            String other = installation.renaming().name("jaeger");
            patchDeployment(other, 2);
            pass(10);
            Evaluation changed = verdict(lease, true, false);
            assertThat(changed.getStrictReason()).contains("Deployment " + other + " changed");
            patchDeployment(other, 1);
            pass(10);
            Evaluation right = verdict(lease, true, true);
            assertThat(right.getStrictReason()).startsWith("The defect is gone");
        }

        private void pass(int seconds) {
            try {
                host.access(opened).clock().pass(Duration.ofSeconds(seconds));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void patchPort(String field, String value) {
            String path = "/spec/ports/0/" + field;
            new ObjectPatch(
                            "Service",
                            namespace,
                            service,
                            "[{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}]"
                                    .formatted(path, value))
                    .apply(client);
        }

        private void patchDeployment(String name, int replicas) {
            new ObjectPatch(
                            "Deployment",
                            namespace,
                            name,
                            "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":"
                                    + replicas
                                    + "}]")
                    .apply(client);
        }

        private Evaluation verdict(Lease lease, boolean compat, boolean strict) {
            Evaluation evaluation =
                    judge(
                            lease,
                            Answer.newBuilder().setMitigated(true).build(),
                            look("kubectl get pods -n " + namespace));
            assertThat(evaluation.getCompatSuccess()).as("%s", evaluation).isEqualTo(compat);
            assertThat(evaluation.getStrictSuccess()).as("%s", evaluation).isEqualTo(strict);
            return evaluation;
        }

        private Evaluation judge(Lease lease, Answer answer, Observation cited) {
            RecordRef ref =
                    RecordRef.newBuilder()
                            .setTopic(Topics.PROBE_OBSERVATIONS.name())
                            .setPartition(0)
                            .setOffset(0)
                            .setEventId(cited.getHeader().getEventId())
                            .build();
            Submission submission =
                    Submission.newBuilder()
                            .setHeader(
                                    EventHeader.newBuilder()
                                            .setIncidentId(lease.getHeader().getIncidentId())
                                            .setTime(lease.getOpenedAt().plusSeconds(3))
                                            .build())
                            .setAnswer(answer)
                            .setEvidenceRefs(List.of(ref))
                            .build();
            try {
                return host.evaluator(List.of(new Fact(cited, ref)))
                        .evaluate(
                                new EnvAction.Evaluate(lease, submission, List.of()),
                                Instant.now());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** A look as the probe takes it. */
        private Observation look(String text) {
            if (!(CommandParser.parse(text) instanceof Parsed.Understood understood)) {
                throw new AssertionError(text);
            }
            CommandResult result = new CommandRunner(client).run(understood.command());
            return Observation.newBuilder()
                    .setHeader(
                            EventHeader.newBuilder()
                                    .setEventId("look")
                                    .setIncidentId(opened.getHeader().getIncidentId())
                                    .setTime(Instant.EPOCH)
                                    .build())
                    .setVerdict(CommandVerdict.ALLOWED)
                    .setCommand(text)
                    .setExitCode(result.exitCode())
                    .setOutput(result.stdout())
                    .setErrorOutput(result.stderr())
                    .build();
        }
    }
}
