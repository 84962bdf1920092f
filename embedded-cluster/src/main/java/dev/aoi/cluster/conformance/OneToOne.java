package dev.aoi.cluster.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which recorded uid, address or suffix is which one of the world.
 *
 * <p>Invariant: per mask, no recorded value stands for two of the world, and no two for one.
 */
final class OneToOne {
    private final Map<Mask, Map<String, String>> there = new EnumMap<>(Mask.class);
    private final Map<Mask, Map<String, String>> back = new EnumMap<>(Mask.class);

    /**
     * Takes the pairs in, or, when one of them contradicts, none.
     *
     * @return the first contradiction, in words
     */
    Optional<String> take(List<MaskedText.Value> recorded, List<MaskedText.Value> ours) {
        Map<MaskedText.Value, String> fresh = new HashMap<>();
        Map<MaskedText.Value, String> freshBack = new HashMap<>();
        List<Runnable> effects = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            MaskedText.Value expected = recorded.get(i);
            MaskedText.Value actual = ours.get(i);
            if (!expected.mask().identity()) {
                continue;
            }
            String known = known(there, expected, fresh);
            String knownBack = known(back, actual, freshBack);
            if (known.isEmpty() && knownBack.isEmpty()) {
                fresh.put(expected, actual.text());
                freshBack.put(actual, expected.text());
                effects.add(() -> put(expected, actual));
            } else if (!known.equals(actual.text())) {
                return Optional.of(
                        "%s %s was %s before, is %s here"
                                .formatted(
                                        expected.mask(),
                                        expected.text(),
                                        known.isEmpty() ? "(not " + actual.text() + ")" : known,
                                        actual.text()));
            }
        }
        effects.forEach(Runnable::run);
        return Optional.empty();
    }

    /** What a recorded value is called in the world, if it is known. */
    Optional<String> ours(Mask mask, String recorded) {
        return Optional.ofNullable(there.getOrDefault(mask, Map.of()).get(recorded));
    }

    /** Whether a value of the world is already known under a recorded one. */
    boolean isTaken(Mask mask, String ours) {
        return back.getOrDefault(mask, Map.of()).containsKey(ours);
    }

    private static String known(
            Map<Mask, Map<String, String>> map,
            MaskedText.Value value,
            Map<MaskedText.Value, String> fresh) {
        String known = map.getOrDefault(value.mask(), Map.of()).get(value.text());
        return known != null ? known : fresh.getOrDefault(value, "");
    }

    private void put(MaskedText.Value expected, MaskedText.Value actual) {
        there.computeIfAbsent(expected.mask(), m -> new HashMap<>())
                .put(expected.text(), actual.text());
        back.computeIfAbsent(expected.mask(), m -> new HashMap<>())
                .put(actual.text(), expected.text());
    }
}
