package dev.aoi.cluster.process;

/**
 * What a process takes of its node.
 *
 * @param millicores processor time, in thousandths of a core
 * @param bytes resident memory
 */
public record Usage(int millicores, long bytes) {
    /** Nothing at all. */
    public static final Usage NONE = new Usage(0, 0);

    /** Both together. */
    public Usage plus(Usage other) {
        return new Usage(millicores + other.millicores, bytes + other.bytes);
    }
}
