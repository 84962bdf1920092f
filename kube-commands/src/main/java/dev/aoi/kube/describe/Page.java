package dev.aoi.kube.describe;

/** Text with tabs between cells; columns are aligned when it is printed. */
final class Page {

    private final StringBuilder text = new StringBuilder();

    /** Adds a line of cells, the first one indented by so many blanks. */
    Page line(int indent, String... cells) {
        text.repeat(' ', indent).append(String.join("\t", cells)).append('\n');
        return this;
    }

    /** Adds a line when there is a value. */
    Page lineIf(int indent, String label, String value) {
        return value.isEmpty() ? this : line(indent, label, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
