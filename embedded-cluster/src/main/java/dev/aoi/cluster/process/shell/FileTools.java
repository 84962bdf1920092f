package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.FileKind;
import dev.aoi.cluster.process.files.FileSystem;
import dev.aoi.cluster.process.files.Paths;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools that act on files. */
final class FileTools {
    private FileTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("ls", FileTools::ls);
        applets.put("cat", FileTools::cat);
        applets.put("touch", FileTools::touch);
        applets.put("mkdir", FileTools::mkdir);
        applets.put("rm", FileTools::rm);
        applets.put("rmdir", FileTools::rm);
        applets.put("cp", FileTools::cp);
        applets.put("mv", FileTools::cp);
        applets.put("find", FileTools::find);
        applets.put("stat", FileTools::stat);
        applets.put("tee", FileTools::tee);
        applets.put("dd", FileTools::dd);
        applets.put("du", FileTools::du);
        applets.put("tar", Tar::run);
        applets.put("chmod", call -> Outcome.ok());
        applets.put("chown", call -> Outcome.ok());
        applets.put("sync", call -> Outcome.ok());
        applets.put("ln", FileTools::cp);
        applets.put("readlink", FileTools::readlink);
        applets.put("realpath", FileTools::readlink);
        applets.put("mktemp", FileTools::mktemp);
        applets.put("which", FileTools::which);
    }

    private static FileSystem files(Invocation call) {
        return call.machine().files();
    }

    private static int size(FileSystem files, String path) {
        try {
            return files.read(path).getBytes(StandardCharsets.UTF_8).length;
        } catch (FileError e) {
            return 0;
        }
    }

    private static Outcome ls(Invocation call) {
        Options options = Options.of(call.args(), "laA1dhRtrSinF");
        List<String> paths = options.operands().isEmpty() ? List.of(".") : options.operands();
        int status = 0;
        boolean many = paths.size() > 1;
        boolean first = true;
        for (String given : paths) {
            String path = call.path(given);
            Optional<FileKind> kind = files(call).kind(path);
            if (kind.isEmpty()) {
                call.complain(given + ": No such file or directory");
                status = 1;
                continue;
            }
            if (kind.get() != FileKind.DIRECTORY || options.has("d")) {
                entry(call, options, path, given);
                continue;
            }
            if (many) {
                call.out((first ? "" : "\n") + given + ":\n");
            }
            first = false;
            List<String> names = new ArrayList<>();
            if (options.has("a")) {
                names.addAll(List.of(".", ".."));
            }
            for (String name : files(call).list(path)) {
                if (!name.startsWith(".") || options.has("a") || options.has("A")) {
                    names.add(name);
                }
            }
            if (options.has("l")) {
                call.line("total " + 4 * names.size());
            }
            names.forEach(name -> entry(call, options, Paths.absolute(path, name), name));
        }
        return Outcome.of(status);
    }

    private static void entry(Invocation call, Options options, String path, String name) {
        if (!options.has("l")) {
            call.line(name);
            return;
        }
        boolean directory = files(call).kind(path).orElse(FileKind.FILE) == FileKind.DIRECTORY;
        call.line(
                "%s %4d root     root     %9d %s %s"
                        .formatted(
                                directory ? "drwxr-xr-x" : "-rw-r--r--",
                                directory ? 2 : 1,
                                directory ? 4096 : size(files(call), path),
                                Dates.listing(call.now()),
                                name));
    }

    private static Outcome cat(Invocation call) {
        int status = 0;
        List<String> paths = Options.of(call.args(), "nvetAbE").operands();
        if (paths.isEmpty()) {
            call.out(call.in().rest());
        }
        for (String path : paths) {
            try {
                call.out(path.equals("-") ? call.in().rest() : call.read(path));
            } catch (FileError e) {
                call.complain(opened(call, path, e));
                status = 1;
            }
        }
        return Outcome.of(status);
    }

    private static String opened(Invocation call, String path, FileError e) {
        return Words.fromBusyBox(call) && e.text().equals(FileError.MISSING)
                ? "can't open '" + path + "': " + e.text()
                : Words.fromBusyBox(call) ? "read error: " + e.text() : path + ": " + e.text();
    }

    private static Outcome touch(Invocation call) {
        return each(call, "", path -> files(call).write(path, "", true), "");
    }

    private static Outcome mkdir(Invocation call) {
        Options options = Options.of(call.args(), "pm:");
        return each(
                call,
                "can't create directory ",
                path -> {
                    if (options.has("p")) {
                        parents(files(call), path);
                    } else {
                        files(call).mkdir(path);
                    }
                },
                "m:");
    }

    private static void parents(FileSystem files, String path) throws FileError {
        if (files.kind(path).isEmpty()) {
            parents(files, Paths.parent(path));
            files.mkdir(path);
        }
    }

    private static Outcome rm(Invocation call) {
        Options options = Options.of(call.args(), "rRfi");
        boolean recursive = options.has("r") || options.has("R");
        return each(
                call,
                "can't remove ",
                path -> {
                    Optional<FileKind> kind = files(call).kind(path);
                    if (kind.isEmpty() && options.has("f")) {
                        return;
                    }
                    if (kind.isPresent()
                            && kind.get() == FileKind.DIRECTORY
                            && !call.name().equals("rmdir")) {
                        if (!recursive) {
                            throw new FileError(FileError.DIRECTORY);
                        }
                        tree(files(call), path);
                    } else {
                        files(call).remove(path);
                    }
                },
                "");
    }

    private static void tree(FileSystem files, String path) throws FileError {
        for (String name : files.list(path)) {
            String child = Paths.child(path, name);
            if (files.kind(child).orElse(FileKind.FILE) == FileKind.DIRECTORY) {
                tree(files, child);
            } else {
                files.remove(child);
            }
        }
        files.remove(path);
    }

    /** Something done to one path. */
    @FunctionalInterface
    private interface Act {
        void on(String path) throws FileError;
    }

    private static Outcome each(Invocation call, String prefix, Act act, String valued) {
        int status = 0;
        for (String given : Options.of(call.args(), "prRfimacv" + valued).operands()) {
            try {
                act.on(call.path(given));
            } catch (FileError e) {
                call.complain(
                        prefix.isEmpty()
                                ? given + ": " + e.text()
                                : prefix + "'" + given + "': " + e.text());
                status = 1;
            }
        }
        return Outcome.of(status);
    }

    private static Outcome cp(Invocation call) {
        List<String> paths = Options.of(call.args(), "rRapfdisv").operands();
        if (paths.size() < 2) {
            return call.fail("missing file operand");
        }
        String target = call.path(paths.getLast());
        FileSystem files = files(call);
        int status = 0;
        for (String given : paths.subList(0, paths.size() - 1)) {
            String source = call.path(given);
            boolean into = files.kind(target).orElse(FileKind.FILE) == FileKind.DIRECTORY;
            try {
                copy(files, source, into ? Paths.child(target, Paths.name(source)) : target);
                if (call.name().equals("mv")) {
                    if (files.kind(source).orElse(FileKind.FILE) == FileKind.DIRECTORY) {
                        tree(files, source);
                    } else {
                        files.remove(source);
                    }
                }
            } catch (FileError e) {
                call.complain(
                        e.text().equals(FileError.MISSING)
                                ? "can't stat '" + given + "': " + e.text()
                                : "can't create '" + paths.getLast() + "': " + e.text());
                status = 1;
            }
        }
        return Outcome.of(status);
    }

    private static void copy(FileSystem files, String from, String to) throws FileError {
        if (files.kind(from).orElse(FileKind.FILE) == FileKind.DIRECTORY) {
            if (files.kind(to).isEmpty()) {
                files.mkdir(to);
            }
            for (String name : files.list(from)) {
                copy(files, Paths.child(from, name), Paths.child(to, name));
            }
        } else {
            files.write(to, files.read(from), false);
        }
    }

    private static Outcome find(Invocation call) {
        List<String> args = call.args();
        List<String> roots = new ArrayList<>();
        int at = 0;
        while (at < args.size() && !args.get(at).startsWith("-")) {
            roots.add(args.get(at++));
        }
        String pattern = "*";
        String type = "";
        int depth = Integer.MAX_VALUE;
        for (; at + 1 < args.size(); at++) {
            switch (args.get(at)) {
                case "-name", "-iname" -> pattern = args.get(++at);
                case "-type" -> type = args.get(++at);
                case "-maxdepth" -> depth = Integer.parseInt(args.get(++at));
                default -> {}
            }
        }
        int status = 0;
        for (String root : roots.isEmpty() ? List.of(".") : roots) {
            if (files(call).kind(call.path(root)).isEmpty()) {
                call.complain(root + ": No such file or directory");
                status = 1;
            } else {
                walk(call, root, pattern, type, depth);
            }
        }
        return Outcome.of(status);
    }

    private static void walk(Invocation call, String path, String pattern, String type, int depth) {
        FileKind kind = files(call).kind(call.path(path)).orElse(FileKind.FILE);
        boolean fits = type.isEmpty() || type.equals("d") == (kind == FileKind.DIRECTORY);
        String name = path.equals("/") ? "/" : Paths.name(path);
        if (fits && Glob.matches(name, pattern)) {
            call.line(path);
        }
        if (kind == FileKind.DIRECTORY && depth > 0) {
            for (String child : files(call).list(call.path(path))) {
                walk(call, Paths.child(path, child), pattern, type, depth - 1);
            }
        }
    }

    private static Outcome stat(Invocation call) {
        int status = 0;
        for (String given : Options.of(call.args(), "c:f").operands()) {
            String path = call.path(given);
            Optional<FileKind> kind = files(call).kind(path);
            if (kind.isEmpty()) {
                call.complain("can't stat '" + given + "': No such file or directory");
                status = 1;
                continue;
            }
            boolean directory = kind.get() == FileKind.DIRECTORY;
            call.line("  File: " + given);
            call.line(
                    "  Size: %-10d\tBlocks: %-10d IO Block: 4096   %s"
                            .formatted(
                                    directory ? 4096 : size(files(call), path),
                                    8,
                                    directory ? "directory" : "regular file"));
        }
        return Outcome.of(status);
    }

    private static Outcome tee(Invocation call) {
        Options options = Options.of(call.args(), "ai");
        String text = call.in().rest();
        int status = 0;
        for (String given : options.operands()) {
            try {
                files(call).write(call.path(given), text, options.has("a"));
            } catch (FileError e) {
                call.complain(given + ": " + e.text());
                status = 1;
            }
        }
        call.out(text);
        return Outcome.of(status);
    }

    private static Outcome dd(Invocation call) {
        long block = 512;
        long count = -1;
        String from = "";
        String to = "";
        for (String arg : call.args()) {
            String value = arg.substring(arg.indexOf('=') + 1);
            switch (arg.substring(0, Math.max(0, arg.indexOf('=')))) {
                case "bs" -> block = Sizes.parse(value);
                case "count" -> count = Sizes.parse(value);
                case "if" -> from = value;
                case "of" -> to = value;
                default -> {}
            }
        }
        try {
            boolean made = from.equals("/dev/zero") || from.equals("/dev/urandom");
            long bytes = made ? block * Math.max(0, count) : 0;
            String text =
                    made
                            ? "\0".repeat((int) Math.min(bytes, 8 << 20))
                            : from.isEmpty() ? call.in().rest() : call.read(from);
            bytes = made ? bytes : text.length();
            if (to.isEmpty()) {
                call.out(text);
            } else if (!to.equals("/dev/null")) {
                files(call).write(call.path(to), text, false);
            }
            long blocks = block == 0 ? 0 : bytes / block;
            call.streams()
                    .err()
                    .write(
                            "%d+0 records in\n%d+0 records out\n%d bytes (%s) copied, 0.%06d seconds, %s/s\n"
                                    .formatted(
                                            blocks,
                                            blocks,
                                            bytes,
                                            Sizes.decimal(bytes),
                                            Math.max(21, bytes / 2_000),
                                            Sizes.decimal(2_000_000_000L)));
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail("error writing '" + (to.isEmpty() ? from : to) + "': " + e.text());
        }
    }

    private static Outcome du(Invocation call) {
        Options options = Options.of(call.args(), "shkmacd:");
        for (String given : options.operands().isEmpty() ? List.of(".") : options.operands()) {
            long bytes = total(files(call), call.path(given));
            long blocks = Math.max(4, (bytes + 1023) / 1024);
            call.line((options.has("h") ? blocks + ".0K" : blocks) + "\t" + given);
        }
        return Outcome.ok();
    }

    private static long total(FileSystem files, String path) {
        if (files.kind(path).orElse(FileKind.FILE) != FileKind.DIRECTORY) {
            return size(files, path);
        }
        long all = 4096;
        for (String name : files.list(path)) {
            all += total(files, Paths.child(path, name));
        }
        return all;
    }

    private static Outcome readlink(Invocation call) {
        for (String given : Options.of(call.args(), "fnev").operands()) {
            call.line(call.path(given));
        }
        return Outcome.ok();
    }

    private static Outcome mktemp(Invocation call) {
        Options options = Options.of(call.args(), "dp:qtu");
        String path = "/tmp/tmp." + call.process().hostname().hashCode() % 1_000_000;
        try {
            if (options.has("d")) {
                files(call).mkdir(path);
            } else {
                files(call).write(path, "", false);
            }
            call.line(path);
            return Outcome.ok();
        } catch (FileError e) {
            return call.fail(path + ": " + e.text());
        }
    }

    private static Outcome which(Invocation call) {
        int status = 0;
        for (String name : call.args()) {
            if (call.machine().hasTool(name)) {
                call.line("/bin/" + name);
            } else if (call.machine().program(name).isPresent()) {
                call.line("/usr/local/bin/" + name);
            } else {
                status = 1;
            }
        }
        return Outcome.of(status);
    }
}
