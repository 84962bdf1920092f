package dev.aoi.observer.trajectory;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.TrajectoryCompletion;
import dev.aoi.schemas.observer.TrajectoryMessage;
import dev.aoi.schemas.worker.Completion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps each distinct message once and hands out references. */
final class MessagePool {
    private final Map<String, TrajectoryMessage> messages = new LinkedHashMap<>();

    TrajectoryCompletion reference(Completion completion) {
        return TrajectoryCompletion.newBuilder()
                .setId(completion.getHeader().getEventId())
                .setRole(completion.getRole())
                .setPurpose(completion.getPurpose())
                .setRequestId(completion.getRequestId())
                .setTurn(completion.getTurn())
                .setRound(completion.getRound())
                .setAttempt(completion.getAttempt())
                .setMessages(completion.getMessages().stream().map(this::id).toList())
                .setAnswer(completion.getAnswer())
                .setFinishReason(completion.getFinishReason())
                .setFailure(completion.getFailure())
                .setPolicy(completion.getPolicy())
                .setModel(completion.getModel())
                .setAdapterVersion(completion.getAdapterVersion())
                .setPromptHash(completion.getPromptHash())
                .setSampling(completion.getSampling())
                .setTokens(completion.getTokens())
                .setTokenIds(completion.getTokenIds())
                .setLogProbs(completion.getLogProbs())
                .setTime(completion.getHeader().getTime())
                .build();
    }

    List<TrajectoryMessage> distinct() {
        return List.copyOf(messages.values());
    }

    private String id(Message message) {
        String id = Headers.sha256(message.getRole() + '\n' + message.getContent());
        messages.putIfAbsent(
                id, new TrajectoryMessage(id, message.getRole(), message.getContent()));
        return id;
    }
}
