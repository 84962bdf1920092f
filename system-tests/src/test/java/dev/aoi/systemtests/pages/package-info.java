/** The pages under docs say what is there. */
@NullMarked
package dev.aoi.systemtests.pages;

import org.jspecify.annotations.NullMarked;
