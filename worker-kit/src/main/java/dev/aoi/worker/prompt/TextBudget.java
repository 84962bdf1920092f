package dev.aoi.worker.prompt;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.kube.handle.HandleTable;

import java.util.stream.Collectors;

/** The tokens of a prompt, of which each text gets at most a share. Every cut carries its mark. */
public final class TextBudget {
    private final int tokens;
    private final TokenCounter counter;

    TextBudget(int tokens, TokenCounter counter) {
        this.tokens = tokens;
        this.counter = counter;
    }

    /** A text, cut to the {@code part}-th part of the tokens. */
    public String cut(String text, int part) {
        return counter.fit(text, tokens / part);
    }

    /** A text from the cluster, cut likewise and fenced as data. */
    public String fenced(String text, int part) {
        return Fence.around(cut(text, part));
    }

    /** The handle table, one object a line, cut likewise and fenced as data. */
    public String fenced(HandleTable handles, int part) {
        return fenced(
                handles.entries().stream()
                        .map(
                                e ->
                                        e.handle()
                                                + " "
                                                + e.kind()
                                                + " "
                                                + (e.namespace().isEmpty()
                                                        ? ""
                                                        : e.namespace() + "/")
                                                + e.name())
                        .collect(Collectors.joining("\n")),
                part);
    }
}
