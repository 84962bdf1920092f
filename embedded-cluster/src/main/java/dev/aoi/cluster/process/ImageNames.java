package dev.aoi.cluster.process;

/** Image references in the forms that pods use. */
public final class ImageNames {
    private ImageNames() {}

    /**
     * The full form: {@code redis} is {@code docker.io/library/redis:latest}, {@code a/b:1} is
     * {@code docker.io/a/b:1}; a first part with a dot or colon is a registry.
     */
    public static String canonical(String name) {
        String tagged = hasTag(name) ? name : name + ":latest";
        int slash = tagged.indexOf('/');
        if (slash < 0) {
            return "docker.io/library/" + tagged;
        }
        String first = tagged.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        return registry ? tagged : "docker.io/" + tagged;
    }

    private static boolean hasTag(String name) {
        return name.contains("@") || name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
    }
}
