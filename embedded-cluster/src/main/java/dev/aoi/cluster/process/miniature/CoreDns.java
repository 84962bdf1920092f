package dev.aoi.cluster.process.miniature;

import dev.aoi.cluster.process.Arguments;
import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CoreDNS 1.15. Its Corefile is read once: a directive that it does not know ends it, and without
 * the {@code kubernetes} plugin it refuses the cluster's names. What the names stand for is the
 * network's to say; this says only whether they are answered.
 */
public final class CoreDns implements Program {
    private static final long MB = 1L << 20;
    private static final Duration QUICK = Duration.ofNanos(300_000);
    private static final Set<String> DIRECTIVES =
            Set.of(
                    "acl",
                    "any",
                    "auto",
                    "autopath",
                    "azure",
                    "bind",
                    "bufsize",
                    "cache",
                    "cancel",
                    "chaos",
                    "clouddns",
                    "debug",
                    "dns64",
                    "dnssec",
                    "dnstap",
                    "erratic",
                    "errors",
                    "etcd",
                    "file",
                    "forward",
                    "geoip",
                    "grpc",
                    "grpc_server",
                    "header",
                    "health",
                    "hosts",
                    "import",
                    "k8s_external",
                    "kubernetes",
                    "loadbalance",
                    "local",
                    "log",
                    "loop",
                    "metadata",
                    "minimal",
                    "multisocket",
                    "nomad",
                    "nsid",
                    "pprof",
                    "prometheus",
                    "quic",
                    "ready",
                    "reload",
                    "rewrite",
                    "root",
                    "route53",
                    "secondary",
                    "sign",
                    "template",
                    "timeouts",
                    "tls",
                    "trace",
                    "transfer",
                    "tsig",
                    "view",
                    "whoami");

    private boolean kubernetes;

    @Override
    public void start(RunningProcess process) {
        process.memory(12 * MB + MB / 2);
        process.cpu(2);
        String path = Arguments.option(process.argv(), "-conf", "--conf").orElse("Corefile");
        Optional<String> content = process.file(path);
        if (content.isEmpty()) {
            process.log("open " + path + ": no such file or directory");
            process.exit(1);
            return;
        }
        List<String> plugins = new ArrayList<>();
        Optional<String> wrong = parse(path, content.get(), plugins);
        if (wrong.isPresent()) {
            process.log(wrong.get());
            process.exit(1);
            return;
        }
        kubernetes = plugins.contains("kubernetes");
        process.after(Duration.ofMillis(60), () -> serveOn(process, content.get(), plugins));
    }

    /** Directives at depth 1 are plugins. */
    private static Optional<String> parse(String path, String text, List<String> plugins) {
        int depth = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String bare = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            String[] words = bare.strip().split("\\s+");
            String first = words[0];
            if (depth == 1 && !first.isEmpty() && !first.equals("}")) {
                if (!DIRECTIVES.contains(first)) {
                    return Optional.of(
                            path
                                    + ":"
                                    + number
                                    + " - Error during parsing: Unknown directive '"
                                    + first
                                    + "'");
                }
                plugins.add(first);
            }
            for (String word : words) {
                depth += word.endsWith("{") ? 1 : word.equals("}") ? -1 : 0;
            }
        }
        return depth == 0
                ? Optional.empty()
                : Optional.of(
                        path
                                + ":"
                                + number
                                + " - Error during parsing: Unexpected EOF, expecting '}'");
    }

    private static void serveOn(RunningProcess process, String corefile, List<String> plugins) {
        process.log(".:53");
        if (plugins.contains("reload")) {
            process.log(
                    "[INFO] plugin/reload: Running configuration SHA512 = "
                            + Digests.hex(corefile, 64)
                            + Digests.hex(corefile + "2", 64));
        }
        process.log("CoreDNS-1.15.0");
        process.log("linux/amd64, go1.26.8, ");
        process.listen(53, Bind.DUAL);
        if (plugins.contains("health")) {
            process.listen(8080, Bind.DUAL);
        }
        if (plugins.contains("ready")) {
            process.listen(8181, Bind.DUAL);
        }
        if (plugins.contains("prometheus")) {
            process.listen(9153, Bind.DUAL);
        }
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        return switch (request.protocol()) {
            case TCP -> Reply.ok(QUICK);
            case DNS -> kubernetes ? Reply.ok(QUICK) : new Reply.Failed("REFUSED", QUICK);
            case HTTP ->
                    port == 53 ? new Reply.Closed(QUICK) : new Reply.Answered(200, "OK", QUICK);
            default -> new Reply.Closed(QUICK);
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        process.log("[INFO] SIGTERM: Shutting down servers then terminating");
        return new Termination(Duration.ofMillis(60), 0);
    }
}
