package dev.aoi.grpo.generation.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Characters that some sets do not tell apart have one class. */
final class CharClasses {
    private final List<BitSet> characters = new ArrayList<>();
    private final Map<BitSet, BitSet> unions = new HashMap<>();
    private final Map<BitSet, BitSet> members = new IdentityHashMap<>();

    CharClasses(List<BitSet> sets) {
        characters.add(CodePoints.all());
        for (BitSet set : sets) {
            for (BitSet part : List.copyOf(characters)) {
                BitSet in = (BitSet) part.clone();
                in.and(set);
                if (!in.isEmpty() && !in.equals(part)) {
                    part.andNot(in);
                    characters.add(in);
                }
            }
        }
    }

    /** The classes that a set is made of. */
    BitSet in(BitSet set) {
        return members.computeIfAbsent(set, this::found);
    }

    private BitSet found(BitSet set) {
        BitSet classes = new BitSet();
        for (int c = 0; c < characters.size(); c++) {
            classes.set(c, characters.get(c).intersects(set));
        }
        return classes;
    }

    /** The characters of some classes; the same object for the same classes. */
    BitSet characters(BitSet classes) {
        return unions.computeIfAbsent(
                classes,
                key -> {
                    BitSet union = new BitSet();
                    key.stream().forEach(c -> union.or(characters.get(c)));
                    return union;
                });
    }
}
