package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.Describe;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.describe.Describer;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** One {@code kubectl describe}: the objects one after the other, two blank lines between. */
final class DescribeRun {

    private final ApiSession session;
    private final Describe describe;
    private final String namespace;
    private final Printout print = new Printout();
    private final List<GetRun.Typed> found = new ArrayList<>();
    private String gap = "";

    DescribeRun(ApiSession session, Describe describe) {
        this.session = session;
        this.describe = describe;
        this.namespace = CommandRunner.namespace(describe);
    }

    Printout run() {
        for (ResourceType type : describe.listedTypes()) {
            print.attempt(() -> found.addAll(listed(type)));
        }
        for (ObjectRef object : describe.objects()) {
            ObjectRef.Named named = (ObjectRef.Named) object;
            ApiPath path = ApiPath.object(named.type(), namespace, named.name());
            print.attempt(() -> found.add(new GetRun.Typed(named.type(), session.get(path))));
        }
        found.forEach(f -> print.attempt(() -> one(f.type(), f.object())));
        if (found.isEmpty() && !print.failed()) {
            boolean everywhere =
                    namespace.isEmpty()
                            || describe.listedTypes().stream().noneMatch(ResourceType::namespaced);
            print.err(
                    everywhere
                            ? "No resources found"
                            : "No resources found in " + namespace + " namespace.");
        }
        return print;
    }

    private List<GetRun.Typed> listed(ResourceType type) {
        ApiPath path =
                ApiPath.list(type, namespace).with("labelSelector", describe.selection().labels());
        return session.list(path).stream().map(o -> new GetRun.Typed(type, o)).toList();
    }

    private void one(ResourceType type, JsonNode object) {
        print.saw(type, object);
        String text = Describer.describe(session, type, object, found.size() == 1);
        String in = object.path("metadata").path("namespace").asString("");
        object.path("metadata")
                .path("ownerReferences")
                .forEach(owner -> print.sawReference(owner, in));
        object.path("subsets")
                .valueStream()
                .flatMap(s -> s.path("addresses").valueStream())
                .forEach(a -> print.sawReference(a.path("targetRef"), in));
        print.out(gap).out(text);
        gap = "\n\n";
    }
}
