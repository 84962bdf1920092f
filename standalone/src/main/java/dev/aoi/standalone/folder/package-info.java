/** The data folder: what lies where, who holds it, where its stack listens. */
@NullMarked
package dev.aoi.standalone.folder;

import org.jspecify.annotations.NullMarked;
