package dev.aoi.cluster.process;

import java.time.Duration;

/**
 * A program that is not modelled: listens on the ports its container declares, answers HTTP with
 * 200.
 */
public final class GenericServer implements Program {
    @Override
    public void start(RunningProcess process) {
        for (int port : process.declaredPorts()) {
            process.listen(port, Bind.DUAL);
        }
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        return switch (request.protocol()) {
            case HTTP, TCP -> Reply.ok(Duration.ofMillis(1));
            default -> new Reply.Closed(Duration.ofMillis(1));
        };
    }
}
