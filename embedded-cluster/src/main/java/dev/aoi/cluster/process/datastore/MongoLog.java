package dev.aoi.cluster.process.datastore;

import dev.aoi.cluster.process.RunningProcess;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Lines of mongod's structured log (MongoDB 4.4: "Log Messages"). */
final class MongoLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    private final RunningProcess process;

    MongoLog(RunningProcess process) {
        this.process = process;
    }

    static ObjectNode attributes() {
        return JsonNodeFactory.instance.objectNode();
    }

    void info(Instant at, String component, int id, String context, String message) {
        info(at, component, id, context, message, attributes());
    }

    void info(
            Instant at,
            String component,
            int id,
            String context,
            String message,
            ObjectNode attributes) {
        // The server pads the component to a column; a JSON tree cannot, so the line is put
        // together.
        StringBuilder line = new StringBuilder("{\"t\":{\"$date\":\"").append(TIME.format(at));
        line.append("\"},\"s\":\"I\",  \"c\":\"").append(component).append("\",");
        line.append(" ".repeat(Math.max(1, 9 - component.length())));
        String number = Integer.toString(id);
        line.append("\"id\":").append(number).append(',');
        line.append(" ".repeat(Math.max(1, 8 - number.length())));
        line.append("\"ctx\":\"")
                .append(context)
                .append("\",\"msg\":\"")
                .append(message)
                .append('"');
        if (!attributes.isEmpty()) {
            line.append(",\"attr\":").append(attributes);
        }
        process.log(at, line.append('}').toString());
    }
}
