package dev.aoi.grpo.generation.schema;

/** Rules of JSON without a schema; made when first asked for. */
final class AnyValue {
    private static final int NONE = -1;

    private final Network network;
    private final JsonStrings strings;
    private int value = NONE;
    private int string = NONE;

    AnyValue(Network network, JsonStrings strings) {
        this.network = network;
        this.strings = strings;
    }

    /** The rule of any string. */
    int string() {
        if (string == NONE) {
            string = network.rule();
            strings.add(network.start(string), CharAutomaton.any(), network.end(string));
        }
        return string;
    }

    /** The rule of any value. */
    int value() {
        if (value == NONE) {
            value = network.rule();
            int start = network.start(value);
            int end = network.end(value);
            network.text(start, "true", end);
            network.text(start, "false", end);
            network.text(start, "null", end);
            network.call(start, string(), end);
            new Numbers(network).anyNumber(start, end);
            array(start, end);
            object(start, end);
        }
        return value;
    }

    private void array(int start, int end) {
        int first = network.state();
        int item = network.state();
        int behind = network.state();
        network.range(start, '[', '[', first);
        network.range(first, ']', ']', end);
        network.empty(first, item);
        network.call(item, value, behind);
        network.separator(behind, ',', item);
        network.range(behind, ']', ']', end);
    }

    private void object(int start, int end) {
        int first = network.state();
        int name = network.state();
        int colon = network.state();
        int content = network.state();
        int behind = network.state();
        network.range(start, '{', '{', first);
        network.range(first, '}', '}', end);
        network.empty(first, name);
        network.call(name, string(), colon);
        network.separator(colon, ':', content);
        network.call(content, value, behind);
        network.separator(behind, ',', name);
        network.range(behind, '}', '}', end);
    }
}
