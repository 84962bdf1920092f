package dev.aoi.observer.snapshot;

import dev.aoi.agent.machine.Checkpoints;
import dev.aoi.observer.incident.ObserverIncident;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.observer.ObserverState;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Snapshots of the observer's open incidents: the state as JSON in {@code aoi.observer.state}. */
public final class ObserverCheckpoints implements Checkpoints<ObserverIncident> {
    /** To be raised when {@link ObserverIncident} changes its form. */
    static final int STATE_VERSION = 1;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Source source;
    private final Clock clock;

    public ObserverCheckpoints(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topics.OBSERVER_STATE;
    }

    @Override
    public SpecificRecord encode(ObserverIncident state, Map<String, Long> offsets) {
        String json = mapper.writeValueAsString(state);
        return ObserverState.newBuilder()
                .setHeader(
                        Headers.following(
                                state.incidentId(),
                                Headers.sha256(json),
                                "state",
                                clock.instant(),
                                source))
                .setStateVersion(STATE_VERSION)
                .setState(json)
                .setOffsets(offsets)
                .build();
    }

    @Override
    public Optional<ObserverIncident> decode(SpecificRecord snapshot) {
        ObserverState state = (ObserverState) snapshot;
        if (state.getStateVersion() != STATE_VERSION) {
            return Optional.empty();
        }
        return Optional.of(mapper.readValue(state.getState(), ObserverIncident.class));
    }

    @Override
    public Map<String, Long> offsets(SpecificRecord snapshot) {
        return ((ObserverState) snapshot).getOffsets();
    }
}
