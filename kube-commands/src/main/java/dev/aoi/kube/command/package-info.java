/** The kubectl command language: from text to a typed command and back. */
@NullMarked
package dev.aoi.kube.command;

import org.jspecify.annotations.NullMarked;
