package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Machine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All small tools by name, and which of them images usually have. */
public final class BusyBox {
    private static final Map<String, Applet> APPLETS = new HashMap<>();
    private static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "dash");

    /** Commands that every shell has in itself, whatever the image's files. */
    private static final Set<String> IN_SHELL =
            Set.of("echo", "true", "false", "test", "[", "[[", "printf", "pwd", "kill", "times");

    /** Tools that only other images have. */
    private static final Set<String> FOREIGN =
            Set.of("curl", "bash", "dash", "getent", "redis-cli");

    static {
        FileTools.addTo(APPLETS);
        TextTools.addTo(APPLETS);
        LineTools.addTo(APPLETS);
        PatternTools.addTo(APPLETS);
        NetTools.addTo(APPLETS);
        NameTools.addTo(APPLETS);
        SystemTools.addTo(APPLETS);
        ProcessTools.addTo(APPLETS);
    }

    private static final Set<String> OWN = all();

    private BusyBox() {}

    static boolean has(String name) {
        return APPLETS.containsKey(name) || SHELLS.contains(name);
    }

    static boolean shell(String name) {
        return SHELLS.contains(name);
    }

    static boolean alwaysThere(String name) {
        return IN_SHELL.contains(name);
    }

    /**
     * Whether the shell of a machine does this by itself: busybox's has all of its tools in it,
     * also those that have no file of their own.
     */
    static boolean inShell(String name, Machine machine) {
        return alwaysThere(name) || machine.hasTool("busybox") && OWN.contains(name);
    }

    static Applet applet(String name) {
        return Optional.ofNullable(APPLETS.get(name)).orElseThrow();
    }

    /** What an image made from busybox has. */
    public static Set<String> all() {
        Set<String> names = new LinkedHashSet<>(APPLETS.keySet());
        names.add("sh");
        names.add("ash");
        names.removeAll(FOREIGN);
        return Set.copyOf(names);
    }

    /** What an image made from Debian or Ubuntu has: no tools for the network. */
    public static Set<String> debian() {
        Set<String> names = new LinkedHashSet<>(APPLETS.keySet());
        names.addAll(Set.of("sh", "bash", "dash"));
        names.removeAll(
                Set.of(
                        "wget",
                        "curl",
                        "nslookup",
                        "nc",
                        "ping",
                        "netstat",
                        "ip",
                        "httpd",
                        "vi",
                        "ps",
                        "top",
                        "free",
                        "telnet",
                        "traceroute",
                        "redis-cli",
                        "ifconfig",
                        "uptime"));
        return Set.copyOf(names);
    }
}
