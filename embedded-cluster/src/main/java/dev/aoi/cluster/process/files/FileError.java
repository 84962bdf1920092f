package dev.aoi.cluster.process.files;

/** A file operation failed; the message is the operating system's. */
public final class FileError extends Exception {
    private static final long serialVersionUID = 1L;

    public static final String MISSING = "No such file or directory";
    public static final String DIRECTORY = "Is a directory";
    public static final String NOT_DIRECTORY = "Not a directory";
    public static final String READ_ONLY = "Read-only file system";
    public static final String EXISTS = "File exists";

    public FileError(String message) {
        super(message, null, false, false);
    }

    /** What the operating system says. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
