/** Many worlds behind one port: admin API, durable logs, role tokens. */
@NullMarked
package dev.aoi.cluster.host;

import org.jspecify.annotations.NullMarked;
