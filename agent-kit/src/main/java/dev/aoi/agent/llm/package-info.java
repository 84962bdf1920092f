/**
 * Language models behind any OpenAI-compatible endpoint: settings, one bounded and guarded way to
 * ask, and a check for people.
 */
@NullMarked
package dev.aoi.agent.llm;

import org.jspecify.annotations.NullMarked;
