/**
 * A POSIX shell and the small tools around it, as busybox has them, in virtual time: for commands
 * that are run in containers and for containers whose program is a script.
 */
@NullMarked
package dev.aoi.cluster.process.shell;

import org.jspecify.annotations.NullMarked;
