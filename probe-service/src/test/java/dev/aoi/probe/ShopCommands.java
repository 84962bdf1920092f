package dev.aoi.probe;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.probe.look.CommandPort;
import dev.aoi.schemas.env.IncidentOpened;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A shop with one pod and one service, for tests of everything but the cluster. */
final class ShopCommands implements CommandPort {
    final List<String> run = new ArrayList<>();
    final List<String> released = new ArrayList<>();
    String padding = "";

    @Override
    public CommandResult run(IncidentOpened incident, KubeCommand command, Duration limit) {
        String text = command.text();
        run.add(text);
        if (text.contains("get pods")) {
            return ok("NAME READY\ncart-1 1/1\n" + padding, "Pod", "cart-1", "u1");
        }
        if (text.contains("get services")) {
            return ok("NAME PORT\ncart 80\n", "Service", "cart", "u2");
        }
        return CommandResult.failed("Error from server (NotFound): no such thing\n");
    }

    private static CommandResult ok(String out, String kind, String name, String uid) {
        return new CommandResult(
                0, out, "", List.of(new ObservedObject(kind, Samples.NAMESPACE, name, uid)));
    }

    @Override
    public void release(IncidentOpened incident) {
        released.add(incident.getWorld());
    }
}
