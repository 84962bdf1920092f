package dev.aoi.kube.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends single requests over the client's connection, with its credentials. Never repeats one. */
final class Transport {

    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient http;
    private final String base;

    Transport(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.base = client.getMasterUrl().toString().replaceFirst("/+$", "");
    }

    HttpRequest.Builder request(ApiPath path) {
        return http.newHttpRequestBuilder().uri(base + path.encoded());
    }

    HttpResponse<String> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, String.class);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw problem(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException _) {
            answer.cancel(true);
            throw timedOut(ApiProblem.Reached.UNKNOWN);
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiProblem(
                    ApiProblem.Reached.UNKNOWN, 0, "", "error: interrupted before the answer");
        }
    }

    private ApiProblem problem(Throwable cause) {
        Throwable root = cause;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            root = at;
            if (at instanceof HttpConnectTimeoutException) {
                return timedOut(ApiProblem.Reached.NOWHERE);
            }
            if (at instanceof ConnectException) {
                URI server = URI.create(base);
                return new ApiProblem(
                        ApiProblem.Reached.NOWHERE,
                        0,
                        "",
                        "The connection to the server "
                                + server.getAuthority()
                                + " was refused - did you specify the right host or port?");
            }
            if (at instanceof HttpTimeoutException || at instanceof TimeoutException) {
                return timedOut(ApiProblem.Reached.UNKNOWN);
            }
        }
        String message = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
        return new ApiProblem(
                ApiProblem.Reached.UNKNOWN, 0, "", "Unable to connect to the server: " + message);
    }

    private static ApiProblem timedOut(ApiProblem.Reached reached) {
        return new ApiProblem(
                reached,
                0,
                "",
                "Unable to connect to the server: net/http: request canceled (Client.Timeout"
                        + " exceeded while awaiting headers)");
    }
}
