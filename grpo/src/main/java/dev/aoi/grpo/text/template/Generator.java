package dev.aoi.grpo.text.template;

import java.util.List;

/**
 * What {@code map}, {@code select} and the like give: true, without a length, and iterated once; a
 * second time there is nothing left, as in Python.
 */
final class Generator {

    private List<Object> items;

    Generator(List<Object> items) {
        this.items = items;
    }

    List<Object> take() {
        List<Object> rest = items;
        items = List.of();
        return rest;
    }

    Object next() {
        if (items.isEmpty()) {
            return new Undefined("No first item, sequence was empty.");
        }
        Object first = items.getFirst();
        items = items.subList(1, items.size());
        return first;
    }
}
