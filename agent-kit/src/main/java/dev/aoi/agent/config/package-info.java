/**
 * Wiring that every service shares: settings, clients of the log, minds, and the runtimes of the
 * service's {@link dev.aoi.agent.machine.RoleMachine} beans with their health and metrics. Works
 * with and without a web server.
 */
@NullMarked
package dev.aoi.agent.config;

import org.jspecify.annotations.NullMarked;
