/** Objects printed as kubectl prints them. */
@NullMarked
package dev.aoi.kube.print;

import org.jspecify.annotations.NullMarked;
