package dev.aoi.cluster.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses listed in one cell, {@code 10.0.0.10:80,10.0.0.9:80}, are in the order of the addresses
 * themselves, which are masked. So the members of such a list are paired as they are known from
 * elsewhere, and the rest in the order in which they come.
 */
final class AddressLists {
    private static final String MEMBER = "‹ADDRESS›(?::\\d+)?";
    private static final Pattern LIST = Pattern.compile(MEMBER + "(?:," + MEMBER + ")+");
    private static final Pattern PLACEHOLDER = Pattern.compile("‹[A-Z]+›");

    private AddressLists() {}

    /** The values of {@code ours}, where the text is that of {@code recorded}, paired with its. */
    static List<MaskedText.Value> aligned(MaskedText recorded, MaskedText ours, OneToOne pairs) {
        List<MaskedText.Value> aligned = new ArrayList<>(ours.values());
        Matcher list = LIST.matcher(recorded.text());
        while (list.find()) {
            int from = placeholders(recorded.text().substring(0, list.start()));
            int to = from + placeholders(list.group());
            align(recorded.values().subList(from, to), aligned.subList(from, to), pairs);
        }
        return aligned;
    }

    private static void align(
            List<MaskedText.Value> recorded, List<MaskedText.Value> ours, OneToOne pairs) {
        for (int i = 0; i < recorded.size(); i++) {
            Optional<String> known = pairs.ours(Mask.ADDRESS, recorded.get(i).text());
            if (known.isPresent()) {
                int at = ours.indexOf(new MaskedText.Value(Mask.ADDRESS, known.get()));
                if (at >= 0) {
                    MaskedText.Value other = ours.get(i);
                    ours.set(i, ours.get(at));
                    ours.set(at, other);
                }
            }
        }
    }

    private static int placeholders(String text) {
        return (int) PLACEHOLDER.matcher(text).results().count();
    }
}
