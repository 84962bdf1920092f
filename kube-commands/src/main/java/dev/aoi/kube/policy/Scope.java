package dev.aoi.kube.policy;

import dev.aoi.kube.handle.HandleTable;

/**
 * What a role may reach in an incident.
 *
 * @param writesAllowed whether task and run mode allow changes at all
 * @param namespace the incident's namespace
 * @param table what the incident has observed so far
 */
public record Scope(Role role, boolean writesAllowed, String namespace, HandleTable table) {}
