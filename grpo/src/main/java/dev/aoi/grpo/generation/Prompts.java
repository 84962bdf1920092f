package dev.aoi.grpo.generation;

import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;

import java.util.List;
import java.util.function.IntBinaryOperator;

/** Prompts side by side, padded on the left to the length of the longest. */
record Prompts(List<int[]> ids) {

    int count() {
        return ids.size();
    }

    int length(int prompt) {
        return ids.get(prompt).length;
    }

    int[] lengths() {
        return ids.stream().mapToInt(prompt -> prompt.length).toArray();
    }

    /** Tokens of the longest. */
    int width() {
        return ids.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
    }

    /** Whether any is shorter than the longest. */
    boolean padded() {
        return ids.stream().anyMatch(prompt -> prompt.length < width());
    }

    /** Token ids, (prompts, width). */
    Tensor tokens() {
        return places((prompt, place) -> ids.get(prompt)[place]);
    }

    /** 1 for tokens, 0 for padding. */
    Tensor present() {
        return places((_, _) -> 1);
    }

    /** Positions of the tokens, counted from a prompt's first. */
    Tensor positions() {
        return places((_, place) -> place);
    }

    /** What stands at the places of prompts, by prompt and place in it; 0 at padding. */
    private Tensor places(IntBinaryOperator value) {
        int width = width();
        long[] values = new long[count() * width];
        for (int prompt = 0; prompt < count(); prompt++) {
            int start = prompt * width + width - length(prompt);
            for (int i = 0; i < length(prompt); i++) {
                values[start + i] = value.applyAsInt(prompt, i);
            }
        }
        return TensorBytes.of(values, count(), width);
    }

    /** Numbers of the prompts, each as often as said. */
    Tensor repeated(int each) {
        long[] rows = new long[count() * each];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / each;
        }
        return TensorBytes.of(rows, rows.length);
    }
}
