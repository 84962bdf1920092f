/** The topic catalogue and its page. */
@NullMarked
package dev.aoi.systemtests.topics;

import org.jspecify.annotations.NullMarked;
