/**
 * A language model for tests: an OpenAI-compatible server whose answers follow from the text of the
 * prompt alone. It knows how to read kubectl's tables, and nothing of the application.
 */
@NullMarked
package dev.aoi.systemtests.model;

import org.jspecify.annotations.NullMarked;
