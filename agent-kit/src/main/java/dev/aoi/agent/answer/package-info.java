/** Answers of minds: checked against a JSON schema, asked again with the errors. */
@NullMarked
package dev.aoi.agent.answer;

import org.jspecify.annotations.NullMarked;
