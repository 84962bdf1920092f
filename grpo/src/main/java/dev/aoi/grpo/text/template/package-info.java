/** The subset of Jinja 2 that chat templates use, as transformers configures it. */
@NullMarked
package dev.aoi.grpo.text.template;

import org.jspecify.annotations.NullMarked;
