package dev.aoi.executor.mind;

import dev.aoi.agent.policy.Policy;

/** The executor's mind: proposes one command at a time, and what must hold after it. */
public interface ExecutorPolicy extends Policy<ExecutorView> {}
