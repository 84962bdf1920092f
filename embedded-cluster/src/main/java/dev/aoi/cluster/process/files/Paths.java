package dev.aoi.cluster.process.files;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arithmetic on paths. */
public final class Paths {
    private Paths() {}

    /** The absolute path, without {@code .} and {@code ..}, that a path means in a directory. */
    public static String absolute(String directory, String path) {
        Deque<String> parts = new ArrayDeque<>();
        String whole = path.startsWith("/") ? path : directory + "/" + path;
        for (String part : whole.split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The directory that something lies in. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last part. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A name in a directory. */
    public static String child(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }
}
