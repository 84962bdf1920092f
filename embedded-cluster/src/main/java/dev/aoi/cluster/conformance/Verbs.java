package dev.aoi.cluster.conformance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of line a line is. */
final class Verbs {
    private static final Pattern CLIENT =
            Pattern.compile("\\b(kubectl|helm)\\b((?: +-{1,2}\\S+)*) *([a-z-]*)");

    /** Verbs that end when something has happened in the cluster. */
    private static final List<String> WAITING =
            List.of("rollout status", "wait", "delete", "drain", "run", "debug");

    private static final Pattern WAITS =
            Pattern.compile(
                    "^(?:sleep|timeout)\\b|; *sleep\\b|\\bsleep \\d|--wait|--timeout[="
                            + " ]|--request-timeout| -w\\b| --watch(?!=false)|logs"
                            + " .*(?:-f|--follow)\\b|logs deployment/|port-forward|exec"
                            + " .*(?:wget|nslookup|nc) ");

    private Verbs() {}

    static String of(String line) {
        Matcher client = CLIENT.matcher(line);
        if (!client.find()) {
            return line.split(" ")[0];
        }
        if (client.group(1).equals("helm")) {
            return "helm";
        }
        String verb = client.group(3);
        return verb.isEmpty() ? "kubectl" : verb;
    }

    /** Whether the line takes time of the cluster, and not only of its own. */
    static boolean waits(String line) {
        return WAITING.stream().anyMatch(verb -> line.contains("kubectl " + verb + " "))
                || WAITS.matcher(line).find();
    }
}
