package dev.aoi.cluster.network;

import java.util.regex.Pattern;

/** What a program calls the other end of a connection. */
final class HostName {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private HostName() {}

    static boolean isAddress(String host) {
        return !host.isEmpty()
                && Character.isDigit(host.charAt(0))
                && ADDRESS.matcher(host).matches();
    }
}
