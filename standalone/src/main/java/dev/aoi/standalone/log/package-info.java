/** Reading the log as a person does: outside of any group, from any broker. */
@NullMarked
package dev.aoi.standalone.log;

import org.jspecify.annotations.NullMarked;
