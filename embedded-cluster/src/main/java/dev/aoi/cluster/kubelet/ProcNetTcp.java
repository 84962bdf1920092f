package dev.aoi.cluster.kubelet;

import java.util.List;
import java.util.Locale;

/**
 * {@code /proc/net/tcp} and {@code tcp6} (kernel documentation: networking/proc_net_tcp). Addresses
 * are in the host's (little-endian) order, ports as plain hexadecimal; state 0A is LISTEN.
 */
final class ProcNetTcp {
    private static final int WIDTH = 149;
    private static final String REST =
            "0A 00000000:00000000 00:00000000 00000000     0        0 %d 1 0000000000000000 100 0 0"
                    + " 10 0";

    private ProcNetTcp() {}

    static String tcp(List<Listener> listeners) {
        return table(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
                        + "   uid  timeout inode",
                WIDTH,
                "0".repeat(8),
                listeners.stream().filter(l -> l.bind().inTcp()).toList());
    }

    static String tcp6(List<Listener> listeners) {
        return table(
                "  sl  local_address                         remote_address                       "
                        + " st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                0,
                "0".repeat(32),
                listeners.stream().filter(l -> l.bind().inTcp6()).toList());
    }

    private static String table(String header, int width, String any, List<Listener> listeners) {
        StringBuilder text = new StringBuilder(pad(header, width)).append('\n');
        int line = 0;
        for (Listener listener : listeners) {
            String row =
                    String.format(
                            Locale.ROOT,
                            "%4d: %s:%04X %s:0000 " + REST,
                            line++,
                            any,
                            listener.port(),
                            any,
                            listener.inode());
            text.append(pad(row, width)).append('\n');
        }
        return text.toString();
    }

    private static String pad(String row, int width) {
        return row.length() >= width ? row : row + " ".repeat(width - row.length());
    }
}
