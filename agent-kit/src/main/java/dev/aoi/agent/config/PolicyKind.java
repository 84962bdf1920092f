package dev.aoi.agent.config;

import java.util.Locale;

/** Which mind thinks (AOI_POLICY). */
public enum PolicyKind {
    /** A language model if one is configured, else rules. */
    AUTO,
    /** Rules. */
    RUNBOOK,
    /** A language model, which must be configured. */
    LLM;

    static PolicyKind of(String name) {
        for (PolicyKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new StartupException("AOI_POLICY is '" + name + "' but must be auto, runbook or llm");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
