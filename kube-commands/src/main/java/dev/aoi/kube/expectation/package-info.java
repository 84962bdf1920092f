/** What must hold after a change, and looking whether it does. */
@NullMarked
package dev.aoi.kube.expectation;

import org.jspecify.annotations.NullMarked;
