package dev.aoi.agent.log;

import java.util.List;

/** The broker did not take a record. */
public final class AppendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppendException(List<Outgoing> outgoing, Throwable cause) {
        super(
                "Could not append "
                        + outgoing.stream()
                                .map(
                                        o ->
                                                o.event().getSchema().getName()
                                                        + " to "
                                                        + o.topic().name())
                                .distinct()
                                .toList()
                        + ": "
                        + cause.getMessage(),
                cause);
    }
}
