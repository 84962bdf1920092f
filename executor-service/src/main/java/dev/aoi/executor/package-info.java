/** The service that changes: journaled, approved where asked for, verified, reversible. */
@NullMarked
package dev.aoi.executor;

import org.jspecify.annotations.NullMarked;
