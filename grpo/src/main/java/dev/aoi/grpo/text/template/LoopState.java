package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The {@code loop} variable. Its depth counts recursive loops, which are not supported: 1. */
final class LoopState {

    private final List<Object> items;
    private int index = -1;
    private @Nullable Object lastSeen;

    LoopState(List<Object> items) {
        this.items = items;
    }

    boolean advance() {
        return ++index < items.size();
    }

    Object item() {
        return items.get(index);
    }

    @Nullable Object attribute(String name) {
        int size = items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> 1L;
            case "depth0" -> 0L;
            case "previtem" ->
                    index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
            case "nextitem" ->
                    index + 1 < size
                            ? items.get(index + 1)
                            : new Undefined("there is no next item");
            case "cycle" -> (Callable) this::cycle;
            case "changed" -> (Callable) this::changed;
            default -> null;
        };
    }

    private Object cycle(Arguments arguments) {
        List<Object> values = arguments.positional();
        if (values.isEmpty()) {
            throw new TemplateException("no items for cycling given");
        }
        return values.get(index % values.size());
    }

    private Object changed(Arguments arguments) {
        Object now = new Tuple(arguments.positional());
        boolean changed = lastSeen == null || !Comparisons.equal(lastSeen, now);
        lastSeen = now;
        return changed;
    }
}
