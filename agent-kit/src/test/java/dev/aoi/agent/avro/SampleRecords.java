package dev.aoi.agent.avro;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.worker.Completion;

import java.time.Instant;
import java.util.List;

final class SampleRecords {
    private SampleRecords() {}

    static Completion completion(String answer) {
        EventHeader header =
                EventHeader.newBuilder()
                        .setEventId("e1")
                        .setIncidentId("i1")
                        .setCausationId("c1")
                        .setTime(Instant.parse("2026-11-23T04:05:06.789Z"))
                        .setProducer("probe")
                        .build();
        return Completion.newBuilder()
                .setHeader(header)
                .setRole("probe")
                .setAttempt(2)
                .setMessages(List.of(new Message("user", "why? \u00e4\u65e5")))
                .setAnswer(answer)
                .setTokenIds(List.of(1, 2, 3))
                .setLogProbs(List.of(-0.5f, -1.25f, 0f))
                .build();
    }
}
