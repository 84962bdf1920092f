package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines recorded in one state of a real cluster.
 *
 * <p>A block of the file is {@code $ line}, standard output, {@code --- stderr}, standard error,
 * {@code --- exit N}, {@code --- at +Ns} and an empty line.
 *
 * @param state the file's name without its ending
 * @param blocks in the order in which they were run
 */
public record Recording(String state, List<Block> blocks) {
    private static final String COMMAND = "$ ";
    private static final String ERR = "--- stderr";
    private static final String EXIT = "--- exit ";
    private static final String AT = "--- at +";

    /** Copies the list. */
    public Recording {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, or a block of it has no end; the message names
     *     file and line
     */
    public static Recording read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String state = name.endsWith(".txt") ? name.substring(0, name.length() - 4) : name;
        return new Recording(
                state, new Reader(file, Files.readString(file, StandardCharsets.UTF_8)).blocks());
    }

    /** Whether a file has blocks: other files of the folder are not states. */
    public static boolean is(Path file) throws IOException {
        if (!file.getFileName().toString().endsWith(".txt") || !Files.isRegularFile(file)) {
            return false;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith(COMMAND) && text.contains("\n" + AT);
    }

    /** All that was printed in this state. */
    public String text() {
        StringBuilder text = new StringBuilder();
        blocks.forEach(block -> text.append(block.output().out()).append(block.output().err()));
        return text.toString();
    }

    private static final class Reader {
        private final Path file;
        private final List<String> lines;
        private int next;

        Reader(Path file, String text) {
            this.file = file;
            this.lines = text.lines().toList();
        }

        List<Block> blocks() throws IOException {
            List<Block> blocks = new ArrayList<>();
            while (next < lines.size()) {
                if (lines.get(next).isEmpty()) {
                    next++;
                } else {
                    blocks.add(block());
                }
            }
            return blocks;
        }

        private Block block() throws IOException {
            String first = lines.get(next);
            if (!first.startsWith(COMMAND)) {
                throw new IOException(
                        "%s:%d is \"%s\" where a line with \"$ \" begins a block"
                                .formatted(file, next + 1, first));
            }
            next++;
            StringBuilder line = new StringBuilder(first.substring(COMMAND.length()));
            String out = until(ERR, false);
            String err = until(EXIT, true);
            int exit = Integer.parseInt(lines.get(next - 1).substring(EXIT.length()).strip());
            if (next >= lines.size() || !lines.get(next).startsWith(AT)) {
                throw new IOException("%s:%d is not \"--- at +Ns\"".formatted(file, next + 1));
            }
            String at = lines.get(next++).substring(AT.length()).replace("s", "").strip();
            return new Block(
                    line.toString(),
                    new Block.Output(out, err),
                    exit,
                    Duration.ofMillis(Math.round(Double.parseDouble(at) * 1000)));
        }

        /** The lines before the next one that is (or begins with) {@code mark}. */
        private String until(String mark, boolean prefix) throws IOException {
            int from = next;
            StringBuilder text = new StringBuilder();
            while (next < lines.size()) {
                String line = lines.get(next++);
                if (prefix ? line.startsWith(mark) : line.equals(mark)) {
                    return text.toString();
                }
                text.append(line).append('\n');
            }
            throw new IOException(
                    "%s:%d begins a block without a line \"%s\"".formatted(file, from, mark));
        }
    }
}
