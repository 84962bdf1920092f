package dev.aoi.cluster.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Exec and attach over SPDY/3.1 ({@code v4.channel.k8s.io}): the client opens one stream per role
 * (error, stdin, stdout, stderr, resize); when all are there the work begins.
 */
public final class SpdyCommand {
    private static final Logger LOG = LoggerFactory.getLogger(SpdyCommand.class);

    private final CommandWork work;
    private final SpdySession session;
    private final Map<String, SpdyStream> streams = new HashMap<>();
    private boolean begun;

    private SpdyCommand(Wire wire, CommandWork work) {
        this.work = work;
        this.session = new SpdySession(wire, this::opened);
    }

    /** A session that does the work. */
    public static SpdySession session(Wire wire, CommandWork work) {
        return new SpdyCommand(wire, work).session;
    }

    private synchronized void opened(SpdyStream stream) {
        streams.put(stream.header("streamtype"), stream);
        int expected =
                1
                        + (work.readsInput() ? 1 : 0)
                        + (work.writesOutput() ? 1 : 0)
                        + (work.writesErrors() && !work.terminal() ? 1 : 0)
                        + (work.terminal() ? 1 : 0);
        if (streams.size() >= expected && !begun) {
            begun = true;
            Map<String, SpdyStream> all = Map.copyOf(streams);
            Thread.ofVirtual().name("spdy-command").start(() -> run(all));
        }
    }

    private void run(Map<String, SpdyStream> all) {
        try {
            work.run(new Streams(all));
        } catch (IOException e) {
            LOG.debug("The client of a command went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    private record Streams(Map<String, SpdyStream> all) implements CommandStreams {
        @Override
        public InputStream input() {
            SpdyStream input = all.get("stdin");
            return input == null ? new ByteArrayInputStream(new byte[0]) : input.input();
        }

        @Override
        public void output(byte[] bytes) throws IOException {
            send("stdout", bytes);
        }

        @Override
        public void error(byte[] bytes) throws IOException {
            send("stderr", bytes);
        }

        @Override
        public void outcome(byte[] status) throws IOException {
            send("error", status);
            for (String name : new String[] {"stdout", "stderr", "error"}) {
                SpdyStream stream = all.get(name);
                if (stream != null) {
                    stream.end();
                }
            }
        }

        private void send(String name, byte[] bytes) throws IOException {
            SpdyStream stream = all.get(name);
            if (stream != null && bytes.length > 0) {
                stream.send(bytes);
            }
        }
    }
}
