/**
 * Pod templates as Kubernetes' own programs hold them: the texts that its hashes of templates and
 * revisions are taken of.
 */
@NullMarked
package dev.aoi.cluster.podtemplate;

import org.jspecify.annotations.NullMarked;
