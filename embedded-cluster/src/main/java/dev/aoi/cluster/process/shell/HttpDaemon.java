package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.Paths;

import java.time.Duration;
import java.util.List;

/** busybox httpd: serves the files of the directory after {@code -h}. */
final class HttpDaemon {
    private static final Duration QUICK = Duration.ofNanos(500_000);

    private HttpDaemon() {}

    static Reply answer(RunningProcess process, Request request) {
        if (request.protocol() != Protocol.HTTP) {
            return Reply.ok(QUICK);
        }
        List<String> words =
                process.argv().stream().flatMap(w -> List.of(w.split("\\s+")).stream()).toList();
        int option = words.indexOf("-h");
        String root = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : "/";
        String path = Paths.absolute(root, request.path().replaceFirst("^/+", ""));
        path = request.path().endsWith("/") ? Paths.child(path, "index.html") : path;
        try {
            return new Reply.Answered(
                    200, process.machine().files().read(path), QUICK, "text/html");
        } catch (FileError e) {
            return new Reply.Answered(
                    404,
                    "<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n"
                            + "<BODY><H1>404 Not Found</H1>\n"
                            + "The requested URL was not found\n</BODY></HTML>\n",
                    QUICK,
                    "text/html");
        }
    }
}
