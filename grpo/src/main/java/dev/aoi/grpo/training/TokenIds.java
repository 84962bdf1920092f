package dev.aoi.grpo.training;

/** Checks token ids before libtorch does, which says neither which nor where. */
final class TokenIds {
    private TokenIds() {}

    /**
     * @param whose what the ids are of, for the complaint
     * @throws IllegalArgumentException when the model does not know one
     */
    static void check(String whose, int[] ids, int vocabulary) {
        for (int id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException(
                        "%s has token %d, but the model's vocabulary is %d; take data of this model's tokenizer"
                                .formatted(whose, id, vocabulary));
            }
        }
    }
}
