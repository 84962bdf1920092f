/** Which minds the services think with. */
@NullMarked
package dev.aoi.standalone.mind;

import org.jspecify.annotations.NullMarked;
