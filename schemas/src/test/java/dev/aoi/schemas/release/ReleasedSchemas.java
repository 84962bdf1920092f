package dev.aoi.schemas.release;

import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas of a release: one file per record type in {@code src/released/<version>}. */
record ReleasedSchemas(String version, List<Schema> schemas) {
    private static final Path FOLDER = Path.of("src/released");
    private static final String ENDING = ".avsc";

    /** Every release in the checkout; none before the first. */
    static List<ReleasedSchemas> all() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(FOLDER)) {
            return versions.filter(Files::isDirectory)
                    .sorted()
                    .map(v -> new ReleasedSchemas(v.getFileName().toString(), read(v)))
                    .toList();
        }
    }

    private static List<Schema> read(Path version) {
        try (Stream<Path> files = Files.list(version)) {
            return files.filter(f -> f.toString().endsWith(ENDING))
                    .sorted()
                    .map(ReleasedSchemas::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the present schemas as those of a release. To be run in the module's folder. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("Say which version is released, e.g. 0.1.0");
            System.exit(2);
        }
        Path folder = Files.createDirectories(FOLDER.resolve(args[0]));
        for (Schema schema : CurrentSchemas.all().values()) {
            Files.writeString(
                    folder.resolve(schema.getFullName() + ENDING),
                    SchemaFormatter.format("json/pretty", schema) + "\n");
        }
    }
}
