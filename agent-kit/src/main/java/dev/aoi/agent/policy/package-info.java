/**
 * The port behind which every mind works, whether rules or a language model, and the record of what
 * it answered.
 */
@NullMarked
package dev.aoi.agent.policy;

import org.jspecify.annotations.NullMarked;
