package dev.aoi.cluster.process.shell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a URL that a download needs. */
record Url(String scheme, String host, int port, String path) {
    private static final Pattern FORM =
            Pattern.compile("(?:(https?)://)?(?:[^@/]*@)?([^:/?#]+)(?::(\\d{1,5}))?([/?].*)?");

    static Optional<Url> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String scheme = m.group(1) == null ? "http" : m.group(1);
        int port =
                m.group(3) == null
                        ? scheme.equals("https") ? 443 : 80
                        : Integer.parseInt(m.group(3));
        String path = m.group(4) == null ? "/" : m.group(4);
        return Optional.of(
                new Url(scheme, m.group(2), port, path.startsWith("?") ? "/" + path : path));
    }

    /** Host and port as they were written. */
    String authority(String written) {
        return written.contains(":" + port) ? host + ":" + port : host;
    }
}
