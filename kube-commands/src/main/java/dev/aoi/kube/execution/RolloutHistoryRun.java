package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.api.Revisions;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.RolloutHistory;
import dev.aoi.kube.describe.Describer;
import dev.aoi.kube.print.TabWriter;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** One {@code kubectl rollout history}. */
final class RolloutHistoryRun {

    private RolloutHistoryRun() {}

    static Printout run(ApiSession session, RolloutHistory command) {
        ObjectRef.Named object = (ObjectRef.Named) command.objects().getFirst();
        String namespace = CommandRunner.namespace(command);
        JsonNode live = session.get(ApiPath.object(object.type(), namespace, object.name()));
        Printout print = new Printout().saw(object.type(), live);
        List<Revisions.Revision> revisions = Revisions.of(session, object.type(), live);
        revisions.forEach(r -> print.saw(r.type(), r.keeper()));
        String head = object.type().qualifiedSingular() + "/" + object.name() + " ";
        if (command.revision() == 0) {
            StringBuilder text = new StringBuilder("REVISION\tCHANGE-CAUSE\n");
            revisions.forEach(
                    r -> text.append(r.number()).append('\t').append(r.cause()).append('\n'));
            return print.out(head + "\n" + TabWriter.description(text.toString()) + "\n");
        }
        Optional<Revisions.Revision> wanted =
                revisions.stream().filter(r -> r.number() == command.revision()).findFirst();
        return wanted.map(r -> print.out(one(head, r)))
                .orElseGet(() -> print.error("error: unable to find the specified revision"));
    }

    /** A replica set's own template has the label that tells revisions apart; kubectl shows it. */
    private static String one(String head, Revisions.Revision revision) {
        JsonNode own = revision.keeper().path("spec").path("template");
        return head
                + "with revision #"
                + revision.number()
                + "\n"
                + Describer.template(own.isObject() ? own : revision.template())
                + "\n";
    }
}
