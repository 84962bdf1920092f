package dev.aoi.systemtests.model;

import org.jspecify.annotations.Nullable;

/**
 * One call of the model.
 *
 * @param mind who asked
 * @param askedAgain whether the prompt tells of a refused answer
 * @param question the whole text of the prompt
 * @param trouble what went wrong; null when nothing did
 * @param nanos when it came, on this process's clock
 */
public record Call(
        Mind mind, boolean askedAgain, String question, @Nullable Trouble trouble, long nanos) {}
