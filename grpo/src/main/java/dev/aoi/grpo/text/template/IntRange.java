package dev.aoi.grpo.text.template;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** What {@code range()} gives. */
final class IntRange extends AbstractList<Object> {

    /** As in Jinja's sandbox. */
    private static final int MAX = 100_000;

    private final long start;
    private final long stop;
    private final long step;
    private final List<Object> items = new ArrayList<>();

    IntRange(long start, long stop, long step) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        if (step == 0) {
            throw new TemplateException("range() cannot have the step 0");
        }
        long i = start;
        while (step > 0 ? i < stop : i > stop) {
            if (items.size() == MAX) {
                throw new TemplateException("range() is limited to " + MAX + " items");
            }
            items.add(i);
            // What needs more than 64 bits is beyond any stop.
            if (step > 0 ? i > Long.MAX_VALUE - step : i < Long.MIN_VALUE - step) {
                break;
            }
            i += step;
        }
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    String text() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
