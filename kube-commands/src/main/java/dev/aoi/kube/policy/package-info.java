/** Who may say which command, decided on the typed command before anything is sent. */
@NullMarked
package dev.aoi.kube.policy;

import org.jspecify.annotations.NullMarked;
