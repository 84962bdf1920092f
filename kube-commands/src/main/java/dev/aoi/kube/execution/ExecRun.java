package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Exec;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One {@code kubectl exec} of a read-only command line. */
final class ExecRun {

    private static final long PATIENCE_SECONDS = 20;

    private final KubernetesClient client;
    private final ApiSession session;
    private final Exec exec;
    private final String namespace;
    private final Printout print = new Printout();

    ExecRun(KubernetesClient client, ApiSession session, Exec exec) {
        this.client = client;
        this.session = session;
        this.exec = exec;
        this.namespace = CommandRunner.namespace(exec);
    }

    Printout run() {
        ObjectRef.Named object = (ObjectRef.Named) exec.objects().getFirst();
        PodChoice.find(session, print, namespace, object).ifPresent(this::inPod);
        return print;
    }

    private void inPod(JsonNode pod) {
        print.saw(ResourceType.POD, pod);
        ContainerChoice.one(print, pod, exec.container())
                .ifPresent(c -> inContainer(pod.path("metadata").path("name").asString(""), c));
    }

    private void inContainer(String pod, String container) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch watch =
                client.pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .inContainer(container)
                        .writingOutput(out)
                        .writingError(err)
                        .exec(exec.argv().toArray(String[]::new))) {
            int code = watch.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            print.out(out.toString(StandardCharsets.UTF_8));
            if (err.size() > 0) {
                print.err(err.toString(StandardCharsets.UTF_8));
            }
            if (code != 0) {
                print.err("command terminated with exit code " + code).exit(code);
            }
        } catch (KubernetesClientException e) {
            print.error("error: unable to upgrade connection: " + message(e));
        } catch (ExecutionException e) {
            print.error("error: unable to upgrade connection: " + message(e.getCause()));
        } catch (TimeoutException _) {
            print.error("error: no answer from the container within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            print.error("error: interrupted before the container answered");
        }
    }

    private static String message(Throwable e) {
        return e instanceof KubernetesClientException k && k.getStatus() != null
                ? k.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
