/** Facts about the API's types, from the OpenAPI documents of a real server. */
@NullMarked
package dev.aoi.cluster.schema;

import org.jspecify.annotations.NullMarked;
