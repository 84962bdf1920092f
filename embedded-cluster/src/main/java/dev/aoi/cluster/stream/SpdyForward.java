package dev.aoi.cluster.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Forwarded ports over SPDY/3.1 ({@code portforward.k8s.io}): for every connection the client opens
 * a pair of streams with the same request id, one for data and one for what goes wrong.
 */
public final class SpdyForward {
    private static final Logger LOG = LoggerFactory.getLogger(SpdyForward.class);

    private final PortAccess pod;
    private final SpdySession session;
    private final Map<String, SpdyStream> waiting = new HashMap<>();

    private SpdyForward(Wire wire, PortAccess pod) {
        this.pod = pod;
        this.session = new SpdySession(wire, this::opened);
    }

    /** A session that forwards to a pod. */
    public static SpdySession session(Wire wire, PortAccess pod) {
        return new SpdyForward(wire, pod).session;
    }

    private synchronized void opened(SpdyStream stream) {
        String id = stream.header("requestid");
        SpdyStream other = waiting.remove(id);
        if (other == null) {
            waiting.put(id, stream);
            return;
        }
        boolean data = stream.header("streamtype").equals("data");
        SpdyStream bytes = data ? stream : other;
        SpdyStream errors = data ? other : stream;
        Thread.ofVirtual().name("port-forward").start(() -> run(bytes, errors));
    }

    private void run(SpdyStream data, SpdyStream errors) {
        try {
            int port = Integer.parseInt(data.header("port"));
            String problem = pod.connect(port);
            if (problem.isEmpty()) {
                new ForwardedConnection(pod, port).run(data.input(), data::send);
            } else {
                errors.send(problem.getBytes(StandardCharsets.UTF_8));
            }
            data.end();
            errors.end();
        } catch (NumberFormatException e) {
            LOG.debug("A client forwards to port '{}'", data.header("port"));
            session.close();
        } catch (IOException e) {
            LOG.debug("The client of a forwarded port went away: {}", e.getMessage());
        }
    }
}
