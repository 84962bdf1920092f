package dev.aoi.kube.command;

import java.util.regex.Pattern;

/** Checks names and selectors by Kubernetes' own rules, so that none can pass for a flag. */
final class Names {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9._/=!,() -]+");
    private static final Pattern PATH = Pattern.compile("(\\.[A-Za-z0-9_/-]+(\\[[0-9]+])*)+");

    private Names() {}

    /** An object's name (RFC 1123 subdomain, at most 253 characters). */
    static String object(String name) {
        return check("name", name, SUBDOMAIN, 253);
    }

    /** A namespace or container (RFC 1123 label, at most 63 characters). */
    static String label(String what, String name) {
        return check(what, name, LABEL, 63);
    }

    static String selector(String what, String selector) {
        return check(what, selector, SELECTOR, 1024);
    }

    /** A path such as {@code .metadata.name} or {@code {.status.list[0].count}}. */
    static String path(String path) {
        String bare =
                path.startsWith("{") && path.endsWith("}")
                        ? path.substring(1, path.length() - 1)
                        : path;
        String dotted = bare.startsWith(".") ? bare : "." + bare;
        return check("path", dotted, PATH, 256);
    }

    private static String check(String what, String text, Pattern pattern, int longest) {
        if (text.length() > longest || !pattern.matcher(text).matches()) {
            throw new Rejection("'" + text + "' is not a " + what + " (" + pattern + ")");
        }
        return text;
    }
}
