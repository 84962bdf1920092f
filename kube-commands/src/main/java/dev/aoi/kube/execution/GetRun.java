package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.api.Table;
import dev.aoi.kube.command.Get;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code kubectl get}. Tables come from the server, one per type; objects by name are fetched
 * one by one and put into their type's table.
 */
final class GetRun {

    private final ApiSession session;
    private final Get get;
    private final String namespace;
    private final Printout print = new Printout();

    GetRun(ApiSession session, Get get) {
        this.session = session;
        this.get = get;
        this.namespace = CommandRunner.namespace(get);
    }

    Printout run() {
        return switch (get.output()) {
            case TABLE, WIDE -> tables();
            case YAML, JSON, NAME -> new ObjectPrinter(print, get).print(wholeObjects());
        };
    }

    private Printout tables() {
        Map<ResourceType, Table> tables = new LinkedHashMap<>();
        if (get.objects().isEmpty()) {
            for (ResourceType type : get.listedTypes()) {
                print.attempt(() -> tables.put(type, session.table(listPath(type), whole(type))));
            }
        } else {
            for (ObjectRef object : get.objects()) {
                ObjectRef.Named named = (ObjectRef.Named) object;
                print.attempt(
                        () ->
                                tables.merge(
                                        named.type(),
                                        session.table(path(named), whole(named.type())),
                                        GetRun::joined));
            }
        }
        boolean severalTypes = get.listedTypes().size() > 1 || tables.size() > 1;
        String gap = "";
        for (Map.Entry<ResourceType, Table> entry : tables.entrySet()) {
            ResourceType type = entry.getKey();
            Table sorted = SortBy.rows(entry.getValue(), get.sortBy());
            sorted.rows().forEach(row -> note(type, row.path("object")));
            if (!sorted.rows().isEmpty()) {
                print.out(gap);
                print.out(new TablePrinter(get, type, severalTypes).print(sorted));
                gap = "\n";
            }
        }
        if (gap.isEmpty() && !print.failed()) {
            print.err(nothingFound());
        }
        return print;
    }

    private List<Typed> wholeObjects() {
        List<Typed> found = new ArrayList<>();
        if (get.objects().isEmpty()) {
            for (ResourceType type : get.listedTypes()) {
                print.attempt(
                        () ->
                                session.list(listPath(type))
                                        .forEach(o -> found.add(new Typed(type, o))));
            }
        } else {
            for (ObjectRef object : get.objects()) {
                ObjectRef.Named named = (ObjectRef.Named) object;
                print.attempt(() -> found.add(new Typed(named.type(), session.get(path(named)))));
            }
        }
        found.forEach(t -> note(t.type(), t.object()));
        return SortBy.objects(found, get.sortBy());
    }

    private void note(ResourceType type, JsonNode object) {
        if (type == ResourceType.EVENT) {
            print.sawReference(object.path("involvedObject"), "");
        } else {
            print.saw(type, object);
        }
    }

    private String nothingFound() {
        boolean clusterWide = get.listedTypes().stream().noneMatch(ResourceType::namespaced);
        return namespace.isEmpty() || clusterWide
                ? "No resources found"
                : "No resources found in " + namespace + " namespace.";
    }

    /** An event tells what it is about only in its whole object. */
    private boolean whole(ResourceType type) {
        return !get.sortBy().isEmpty() || type == ResourceType.EVENT;
    }

    private ApiPath listPath(ResourceType type) {
        return ApiPath.list(type, namespace)
                .with("labelSelector", get.selection().labels())
                .with("fieldSelector", get.selection().fields());
    }

    private ApiPath path(ObjectRef.Named named) {
        return ApiPath.object(named.type(), namespace, named.name());
    }

    private static Table joined(Table a, Table b) {
        List<JsonNode> rows = new ArrayList<>(a.rows());
        rows.addAll(b.rows());
        return new Table(a.columns(), rows);
    }

    /** An object and the type under which it was asked for; list items do not say theirs. */
    record Typed(ResourceType type, JsonNode object) {}
}
