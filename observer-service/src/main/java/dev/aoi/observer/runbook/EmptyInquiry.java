package dev.aoi.observer.runbook;

import dev.aoi.observer.runbook.Suspect.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into a service without endpoints: finds the deployment that makes its pods, and why it has
 * none that is ready. Scaled to zero is told apart from pods that do not come up.
 */
final class EmptyInquiry {
    static final String LISTING = "get deployments -o wide";
    private static final Pattern SCALED_DOWN = Pattern.compile("from (\\d+) to 0\\b");

    private EmptyInquiry() {}

    static Suspect update(Suspect suspect, ContextBlocks context) {
        Suspect now = suspect;
        Optional<ContextBlocks.Block> listing = context.listing("deployments");
        if (!now.knows("deployment") && listing.isPresent() && listing.get().ok()) {
            now = deployment(now, listing.get());
        }
        if (now.status() == Status.CLEARED) {
            return now;
        }
        String name = now.fact("deployment");
        Optional<ContextBlocks.Block> described =
                context.last(
                        c ->
                                c.matches(
                                        "kubectl describe deployment[s]?[ /]\\Q"
                                                + name
                                                + "\\E( .*)?"));
        if (described.isPresent()) {
            Matcher scaled = SCALED_DOWN.matcher(described.get().text());
            String before = "1";
            while (scaled.find()) {
                before = scaled.group(1);
            }
            now = now.with("before", before).seenIn(described.get().id()).as(Status.CONFIRMED);
        }
        return now;
    }

    static List<String> checks(Suspect suspect) {
        List<String> checks = new ArrayList<>();
        if (!suspect.knows("deployment")) {
            checks.add(LISTING);
        } else if (!suspect.knows("before")) {
            checks.add("describe deployment " + suspect.fact("deployment"));
        }
        return checks;
    }

    private static Suspect deployment(Suspect suspect, ContextBlocks.Block listing) {
        for (Map<String, String> row : KubectlTable.rows(listing.text())) {
            if (row.getOrDefault("SELECTOR", "").equals(suspect.fact("selector"))) {
                String ready = row.getOrDefault("READY", "");
                Suspect found =
                        suspect.with("deployment", row.getOrDefault("NAME", ""))
                                .with("ready", ready)
                                .seenIn(listing.id());
                // Pods have become ready since the endpoints were listed.
                return ready.matches("[1-9]\\d*/\\d+") ? found.as(Status.CLEARED) : found;
            }
        }
        // Nothing makes pods for it: there is nothing to repair, but the service is dead.
        return suspect.with("deployment", "none").with("before", "none").as(Status.CONFIRMED);
    }
}
