package dev.aoi.kube.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads command text. The grammar is an allow-list of verb, resource type and flag; what is not in
 * it is rejected with the reason. No part of the text ever reaches a shell.
 *
 * <p>Steps: 1. split into words; 2. drop a leading {@code kubectl}; 3. move a namespace in front of
 * the verb behind it; 4. let the verb's grammar read the rest.
 */
public final class CommandParser {

    private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final String VERBS = "get describe logs events exec patch scale rollout";

    private CommandParser() {}

    /** Reads one command; never throws. */
    public static Parsed parse(String text) {
        try {
            return new Parsed.Understood(command(Tokeniser.words(text)));
        } catch (Rejection e) {
            return new Parsed.Rejected(e.reason());
        }
    }

    private static KubeCommand command(List<String> all) {
        if (!all.isEmpty() && SETTING.matcher(all.getFirst()).matches()) {
            throw new Rejection(
                    "'" + all.getFirst() + "': settings in front of a command are not accepted");
        }
        List<String> words = new ArrayList<>(all);
        if (!words.isEmpty() && words.getFirst().equals("kubectl")) {
            words.removeFirst();
        }
        List<String> leading = leadingFlags(words);
        if (words.isEmpty()) {
            throw new Rejection("no command; available: " + VERBS);
        }
        String verb = words.removeFirst();
        int dashes = words.indexOf("--");
        words.addAll(dashes < 0 ? words.size() : dashes, leading);
        return switch (verb) {
            case "get" -> ListingGrammar.get(words);
            case "describe" -> ListingGrammar.describe(words);
            case "events" -> ListingGrammar.events(words);
            case "logs" -> ContainerGrammar.logs(words);
            case "exec" -> ContainerGrammar.exec(words);
            case "patch" -> ChangeGrammar.patch(words);
            case "scale" -> ChangeGrammar.scale(words);
            case "rollout" -> RolloutGrammar.rollout(words);
            default ->
                    throw new Rejection(
                            "kubectl " + verb + " is not available; available: " + VERBS);
        };
    }

    private static List<String> leadingFlags(List<String> words) {
        List<String> leading = new ArrayList<>();
        while (!words.isEmpty() && words.getFirst().startsWith("-")) {
            String flag = words.removeFirst();
            leading.add(flag);
            if ((flag.equals("-n") || flag.equals("--namespace")) && !words.isEmpty()) {
                leading.add(words.removeFirst());
            }
        }
        return leading;
    }
}
