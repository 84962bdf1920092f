package dev.aoi.observer.policy;

import dev.aoi.agent.policy.Policy;
import dev.aoi.observer.incident.ObserverView;

/** The observer's mind: a model or rules, chosen by configuration; both see the same. */
public interface ObserverPolicy extends Policy<ObserverView> {}
