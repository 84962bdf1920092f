package dev.aoi.observer.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a compressed context back into what each command showed. A block begins with {@code ###
 * #a1b2c3 <command> (exit 0)}, the form in which summaries are written.
 */
record ContextBlocks(List<Block> blocks) {
    private static final Pattern HEADING =
            Pattern.compile("(?m)^### (#[0-9a-f]{6}) (.*) \\((exit (-?\\d+)|refused)\\)$");

    /** What one command showed. */
    record Block(String id, String command, int exitCode, String text) {
        boolean ok() {
            return exitCode == 0;
        }
    }

    static ContextBlocks parse(String context) {
        List<Block> blocks = new ArrayList<>();
        Matcher heading = HEADING.matcher(context);
        int begin = -1;
        String id = "";
        String command = "";
        int exit = -1;
        while (heading.find()) {
            if (begin >= 0) {
                blocks.add(new Block(id, command, exit, context.substring(begin, heading.start())));
            }
            id = heading.group(1);
            command = heading.group(2);
            exit = heading.group(4) == null ? -1 : Integer.parseInt(heading.group(4));
            begin = Math.min(heading.end() + 1, context.length());
        }
        if (begin >= 0) {
            blocks.add(new Block(id, command, exit, context.substring(begin)));
        }
        return new ContextBlocks(List.copyOf(blocks));
    }

    /** The last block whose command matches. */
    Optional<Block> last(Predicate<String> command) {
        return blocks.reversed().stream().filter(b -> command.test(b.command())).findFirst();
    }

    /** The last block of {@code get <resource>} as a listing. */
    Optional<Block> listing(String resource) {
        return last(c -> c.matches("kubectl get " + resource + "( .*)?") && !c.contains(" json"));
    }
}
