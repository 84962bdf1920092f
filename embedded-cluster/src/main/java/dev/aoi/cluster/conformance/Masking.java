package dev.aoi.cluster.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts placeholders for ages, times, uids, addresses, resource versions and generated suffixes;
 * nothing else of a text is hidden.
 *
 * <ol>
 *   <li>In each line, the patterns of {@link Rule} are looked for from left to right; where two
 *       begin at the same place the one that is named first wins.
 *   <li>Ages are only looked for where clients print ages: {@code (3s ago)}, {@code (x3 over 45s)},
 *       {@code (lasts 5s)}; a cell of a table whose header names ages, or the last cell of a line
 *       where there is no header. The value of a labelled line is a setting unless its label says
 *       age or duration. A {@code timeout=1s} stays, and so does a CPU of {@code 100m}.
 *   <li>The padding of columns depends on the width of what was masked, so runs of blanks inside a
 *       line become two; the indentation stays.
 * </ol>
 */
public final class Masking {
    private static final String SAFE = "[bcdfghjklmnpqrstvwxz2456789]";
    private static final String DURATION = "(?:\\d+(?:\\.\\d+)?(?:ms|[ydhms])){1,3}";
    private static final String MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

    private static final String CELL_OF_AGES =
            "(?<= {2}|\t|^)(?:" + DURATION + ")(?= \\(x\\d+|  | *\t| *$)";
    private static final Pattern HEADER =
            Pattern.compile("(?:^|  |\t)(?:NAME|LAST SEEN|REVISION|Reason|Name)(?:  |\t|$)");
    private static final Pattern AGE_HEADER =
            Pattern.compile(
                    "(?:^|  |\t)(?:AGE|Age|LAST SEEN|FIRST SEEN|DURATION|LAST SCHEDULE)(?:  |"
                            + "\t|$)");

    private static final Pattern LABEL =
            Pattern.compile("^\\s*(?:- )?([A-Za-z](?:[-A-Za-z/()]| (?! ))*):\\s");
    private static final Pattern AGE_LABELS =
            Pattern.compile("(?i)age|duration|last (?:seen|schedule).*");
    private static final Pattern PADDING = Pattern.compile("(?<=\\S) {2,}(?=\\S)");
    private static final Pattern TAB_PADDING = Pattern.compile(" +\t");

    private record Rule(Mask mask, Pattern pattern) {
        static Rule of(Mask mask, String pattern) {
            return new Rule(mask, Pattern.compile(pattern));
        }

        boolean isCell() {
            return pattern.pattern().startsWith("(?<= {2}");
        }

        boolean isLastCell() {
            return pattern.pattern().endsWith("(?= *$)");
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            Mask.TIME,
                            "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)"),
                    Rule.of(
                            Mask.TIME,
                            "\\b\\d{4}[-/]\\d\\d[-/]\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:"
                                    + " [+-]\\d{4})?(?: [A-Z]{3,4})?"),
                    Rule.of(
                            Mask.TIME,
                            "\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\\d\\d "
                                    + MONTHS
                                    + " \\d{4}|"
                                    + MONTHS
                                    + " +\\d+) \\d\\d:\\d\\d:\\d\\d(?: \\d{4}| [+-]\\d{4})?(?:"
                                    + " [A-Z]{3})?"),
                    Rule.of(Mask.TIME, "(?<=^[IWEF])\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+"),
                    Rule.of(
                            Mask.UID,
                            "(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"),
                    Rule.of(
                            Mask.UID,
                            "(?<=containerd://|X509SHA256=|JTI=|start exec \"|to pod |namespace"
                                    + " \\\\\")[0-9a-f]{64}\\b"),
                    Rule.of(
                            Mask.ADDRESS,
                            "(?<=https://)(?:\\d{1,3}\\.){3}\\d{1,3}:\\d+(?:/worlds/[-a-z0-9.]+)?"),
                    Rule.of(
                            Mask.ADDRESS,
                            "(?<![\\d.])(?!0\\.0\\.0\\.0|127\\.0\\.0\\.1)(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]\\d)"),
                    Rule.of(Mask.VERSION, "(?<=resourceVersion\"?[:=] ?\"?)\\d+"),
                    Rule.of(Mask.VERSION, "(?<=Resource Version: {1,20})\\d+"),
                    Rule.of(Mask.VERSION, "(?<=\"continue\":\")[^\"]+"),
                    Rule.of(Mask.SUFFIX, "(?<=[a-z0-9]\\.)[0-9a-f]{16}\\b"),
                    Rule.of(
                            Mask.SUFFIX,
                            "(?<=[a-z0-9]-)" + SAFE + "{6,10}(?=-" + SAFE + "{5}(?:\\b|_))"),
                    Rule.of(
                            Mask.SUFFIX,
                            "(?<=[a-z0-9]-)(?=[a-z]*\\d)" + SAFE + "{7,10}\\b(?!-[a-z])"),
                    Rule.of(Mask.SUFFIX, "(?<=-" + SAFE + "{6,10}-)" + SAFE + "{5}(?:\\b|(?=_))"),
                    Rule.of(Mask.SUFFIX, "(?<=/(?:LIVE|MERGED)-)\\d+"),
                    Rule.of(
                            Mask.SUFFIX,
                            "(?<=[a-z0-9]-)"
                                    + SAFE
                                    + "{5}(?:\\b(?![-./a-z])|(?=\\.[0-9a-f]{16}|_))"),
                    Rule.of(
                            Mask.SUFFIX,
                            "(?<=(?:pod-template-hash|controller-revision-hash)\"?[:=] ?\"?)"
                                    + SAFE
                                    + "{5,10}\\b"),
                    Rule.of(Mask.AGE, "(?<= in )(?:" + DURATION + ")(?= \\()"),
                    Rule.of(Mask.AGE, "(?<=\\()(?:" + DURATION + ")(?= including waiting\\))"),
                    Rule.of(Mask.AGE, "(?<=\\()(?:" + DURATION + ")(?= ago\\))"),
                    Rule.of(Mask.AGE, "(?<= over )(?:" + DURATION + ")(?=\\))"),
                    Rule.of(Mask.AGE, "(?<=\\(lasts )(?:" + DURATION + ")(?=\\))"),
                    Rule.of(Mask.AGE, "(?<= {2}|\t|^)(?:" + DURATION + ")(?= *$)"),
                    Rule.of(Mask.AGE, CELL_OF_AGES));

    private Masking() {}

    /** Masks a text of any number of lines. */
    public static MaskedText mask(String text) {
        StringBuilder masked = new StringBuilder();
        List<MaskedText.Value> values = new ArrayList<>();
        int characters = 0;
        Ages ages = Ages.LAST_CELL;
        for (String line : text.lines().toList()) {
            int before = values.size();
            ages = ages.after(line);
            masked.append(shorten(line(line, ages, values))).append('\n');
            for (MaskedText.Value value : values.subList(before, values.size())) {
                characters += value.text().length();
            }
        }
        return new MaskedText(masked.toString(), values, characters);
    }

    /** Which cells of a line may be ages. */
    private enum Ages {
        LAST_CELL,
        ALL_CELLS,
        NO_CELL;

        Ages after(String line) {
            if (HEADER.matcher(line).find()) {
                return AGE_HEADER.matcher(line).find() ? ALL_CELLS : NO_CELL;
            }
            return line.isBlank() || line.startsWith("---") ? LAST_CELL : this;
        }

        boolean asks(Rule rule, boolean labelled) {
            if (rule.mask() != Mask.AGE || !rule.isCell()) {
                return true;
            }
            return !labelled && (this == ALL_CELLS || this == LAST_CELL && rule.isLastCell());
        }
    }

    private static String line(String line, Ages ages, List<MaskedText.Value> values) {
        boolean labelled = isSetting(line);
        List<Matcher> matchers = RULES.stream().map(rule -> rule.pattern().matcher(line)).toList();
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (true) {
            int found = -1;
            for (int i = 0; i < RULES.size(); i++) {
                if (ages.asks(RULES.get(i), labelled)
                        && matchers.get(i).find(at)
                        && (found < 0 || matchers.get(i).start() < matchers.get(found).start())) {
                    found = i;
                }
            }
            if (found < 0) {
                return masked.append(line, at, line.length()).toString();
            }
            Matcher match = matchers.get(found);
            Mask mask = RULES.get(found).mask();
            masked.append(line, at, match.start()).append('‹').append(mask).append('›');
            values.add(new MaskedText.Value(mask, match.group()));
            at = match.end();
        }
    }

    /** A labelled line tells a setting, unless its label says that it tells an age. */
    private static boolean isSetting(String line) {
        Matcher label = LABEL.matcher(line);
        return label.find() && !AGE_LABELS.matcher(label.group(1)).matches();
    }

    private static String shorten(String line) {
        String tabs = TAB_PADDING.matcher(line).replaceAll("\t");
        return PADDING.matcher(tabs).replaceAll("  ").stripTrailing();
    }
}
