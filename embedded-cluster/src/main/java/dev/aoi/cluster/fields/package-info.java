/**
 * Who owns which fields of an object: sets of fields, server-side apply, and {@code managedFields}
 * (Kubernetes docs, "Server-Side Apply").
 */
@NullMarked
package dev.aoi.cluster.fields;

import org.jspecify.annotations.NullMarked;
