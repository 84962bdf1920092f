package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.TokenConstraint;

/** Keeps one completion within a grammar. */
final class SchemaConstraint implements TokenConstraint {
    private final TokenMasks masks;
    private Position position;

    SchemaConstraint(TokenMasks masks) {
        this.masks = masks;
        this.position = masks.start();
    }

    @Override
    public long[] allowed() {
        return masks.following(position);
    }

    @Override
    public boolean mayEnd() {
        return position.complete();
    }

    @Override
    public void accept(int token) {
        position = masks.behind(position, token);
    }
}
