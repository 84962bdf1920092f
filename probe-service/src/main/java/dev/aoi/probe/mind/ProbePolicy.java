package dev.aoi.probe.mind;

import dev.aoi.agent.policy.Policy;

/** The probe's mind: proposes one read-only command at a time. */
public interface ProbePolicy extends Policy<ProbeView> {}
