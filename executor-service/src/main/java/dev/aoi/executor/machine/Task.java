package dev.aoi.executor.machine;

import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.worker.observation.Origin;

/**
 * One proposal that is being worked.
 *
 * @param incident where
 * @param view what the mind saw when it made the proposal
 * @param requestId whose answer it is
 * @param origin the proposal
 */
public record Task(IncidentOpened incident, ExecutorView view, String requestId, Origin origin) {}
