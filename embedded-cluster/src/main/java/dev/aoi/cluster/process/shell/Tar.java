package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.FileKind;
import dev.aoi.cluster.process.files.FileSystem;
import dev.aoi.cluster.process.files.Paths;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code tar} as {@code kubectl cp} uses it: create to, extract from and list a stream (ustar). */
final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    static Outcome run(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        String mode = args.isEmpty() ? "" : args.removeFirst();
        String directory = call.directory();
        List<String> paths = new ArrayList<>();
        String archive = "";
        boolean named = false;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (mode.contains("f") && !named) {
                archive = arg;
                named = true;
            } else if (arg.equals("-C") && i + 1 < args.size()) {
                directory = call.path(args.get(++i));
            } else if (!arg.startsWith("--")) {
                paths.add(arg);
            }
        }
        try {
            if (mode.contains("c")) {
                return create(call, directory, archive, paths);
            }
            String text =
                    archive.isEmpty() || archive.equals("-")
                            ? call.in().rest()
                            : call.read(archive);
            return extract(call, directory, text, mode.contains("t"));
        } catch (FileError e) {
            return call.fail("can't open '" + archive + "': " + e.text());
        }
    }

    private static Outcome create(
            Invocation call, String directory, String archive, List<String> paths)
            throws FileError {
        StringBuilder out = new StringBuilder();
        int status = 0;
        for (String given : paths) {
            String path = Paths.absolute(directory, given);
            if (given.startsWith("/")) {
                call.complain("removing leading '/' from member names");
            }
            if (call.machine().files().kind(path).isEmpty()) {
                call.complain(given + ": No such file or directory");
                status = 1;
            } else {
                add(call, out, path, given.replaceFirst("^/+", ""));
            }
        }
        if (status != 0) {
            call.complain("error exit delayed from previous errors");
        }
        out.append("\0".repeat(2 * BLOCK));
        if (archive.equals("-") || archive.isEmpty()) {
            call.out(out.toString());
        } else {
            call.machine().files().write(call.path(archive), out.toString(), false);
        }
        return Outcome.of(status);
    }

    private static void add(Invocation call, StringBuilder out, String path, String name) {
        FileSystem files = call.machine().files();
        boolean directory = files.kind(path).orElse(FileKind.FILE) == FileKind.DIRECTORY;
        String content = "";
        if (!directory) {
            try {
                content = Files.read(call.process(), path);
            } catch (FileError e) {
                call.complain(name + ": " + e.text());
                return;
            }
        }
        int size = content.getBytes(StandardCharsets.UTF_8).length;
        out.append(header(directory ? name + "/" : name, size, directory, call));
        out.append(content).append("\0".repeat((BLOCK - size % BLOCK) % BLOCK));
        if (directory) {
            for (String child : files.list(path)) {
                add(call, out, Paths.child(path, child), name + "/" + child);
            }
        }
    }

    private static String header(String name, int size, boolean directory, Invocation call) {
        String before =
                field(name, 100)
                        + (directory ? "0000755\0" : "0000644\0")
                        + "0000000\0"
                        + "0000000\0"
                        + "%011o\0".formatted(size)
                        + "%011o\0".formatted(call.now().getEpochSecond());
        String after =
                (directory ? "5" : "0")
                        + field("", 100)
                        + "ustar  \0"
                        + field("root", 32)
                        + field("root", 32)
                        + field("", 183);
        int sum = 8 * ' ';
        for (char c : (before + after).toCharArray()) {
            sum += c & 0xff;
        }
        return before + "%06o\0 ".formatted(sum) + after;
    }

    private static String field(String text, int length) {
        return text.length() >= length
                ? text.substring(0, length)
                : text + "\0".repeat(length - text.length());
    }

    private static Outcome extract(Invocation call, String directory, String text, boolean list)
            throws FileError {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileSystem files = call.machine().files();
        int at = 0;
        while (at + BLOCK <= bytes.length && bytes[at] != 0) {
            String name = text(bytes, at, 100);
            String digits = text(bytes, at + 124, 12).strip();
            int size = digits.matches("[0-7]+") ? Integer.parseInt(digits, 8) : 0;
            boolean folder = bytes[at + 156] == '5';
            at += BLOCK;
            if (list) {
                call.line(name);
            } else {
                String path = Paths.absolute(directory, name.replaceFirst("^/+", ""));
                try {
                    make(files, folder ? path : Paths.parent(path));
                    if (!folder) {
                        int end = Math.min(bytes.length, at + size);
                        files.write(
                                path,
                                new String(bytes, at, end - at, StandardCharsets.UTF_8),
                                false);
                    }
                } catch (FileError e) {
                    return call.fail("can't open '" + name + "': " + e.text());
                }
            }
            at += (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return Outcome.ok();
    }

    private static void make(FileSystem files, String path) throws FileError {
        if (files.kind(path).isEmpty()) {
            make(files, Paths.parent(path));
            files.mkdir(path);
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
