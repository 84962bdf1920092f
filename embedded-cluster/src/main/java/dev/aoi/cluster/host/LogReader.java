package dev.aoi.cluster.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log holds.
 *
 * @param records valid records, in order
 * @param length bytes that they take; whatever follows is a record that was torn
 */
record LogReader(List<LogRecord> records, long length) {
    /**
     * Reads a log.
     *
     * @throws IOException when it cannot be read, or is damaged before its last record
     */
    static LogReader read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        List<LogRecord> records = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
            Optional<LogRecord> entry = LogRecord.parse(line);
            if (entry.isEmpty()) {
                if (i + 1 < bytes.length) {
                    throw new IOException(
                            "The log %s is damaged at byte %d, before its last record: restore it, or delete the world"
                                    .formatted(path, start));
                }
                break;
            }
            records.add(entry.get());
            start = i + 1;
        }
        return new LogReader(records, start);
    }
}
