package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Rendered.Span;

import java.util.ArrayList;
import java.util.List;

/** What a body writes. All bodies of one rendering share one limit on steps and characters. */
final class Output {

    private final StringBuilder text = new StringBuilder();
    private final List<Span> generated = new ArrayList<>();
    private final Budget budget;

    Output(Budget budget) {
        this.budget = budget;
    }

    void add(String part) {
        budget.spendCharacters(part.length());
        text.append(part);
    }

    void addGenerated(String part) {
        int begin = text.length();
        add(part);
        generated.add(new Span(begin, text.length()));
    }

    Budget budget() {
        return budget;
    }

    String text() {
        return text.toString();
    }

    Rendered rendered() {
        return new Rendered(text(), List.copyOf(generated));
    }
}
