package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl events}: events in the order of their last sighting.
 *
 * @param objects at most one object whose events are wanted ({@code --for})
 * @param types event types ({@code Normal}, {@code Warning}); empty for both
 */
public record Events(List<ObjectRef> objects, NamespaceChoice namespace, List<String> types)
        implements KubeCommand {

    public Events {
        objects = List.copyOf(objects);
        types = List.copyOf(types);
        if (objects.size() > 1) {
            throw new IllegalArgumentException("events --for takes one object, got " + objects);
        }
    }

    @Override
    public String text() {
        CanonicalText text = new CanonicalText("events").namespace(namespace);
        objects.forEach(o -> text.value("--for", o.text(), ""));
        return text.value("--types", String.join(",", types), "").toString();
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public List<ResourceType> listedTypes() {
        return List.of(ResourceType.EVENT);
    }

    @Override
    public Events with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Events(refs, where, types);
    }
}
