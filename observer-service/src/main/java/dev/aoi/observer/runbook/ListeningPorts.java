package dev.aoi.observer.runbook;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports that a process listens on, read from {@code /proc/net/tcp} or {@code tcp6}: local address
 * in hexadecimal, state 0A (proc(5)).
 */
final class ListeningPorts {
    private static final Pattern SOCKET =
            Pattern.compile("(?m)^\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A\\b");

    private ListeningPorts() {}

    static Set<Integer> in(String procNetTcp) {
        Set<Integer> ports = new TreeSet<>();
        Matcher socket = SOCKET.matcher(procNetTcp);
        while (socket.find()) {
            ports.add(Integer.parseInt(socket.group(1), 16));
        }
        return ports;
    }
}
