package dev.aoi.grpo.loss;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A JSON object of options. One that is missing or null has the value that its caller names; one of
 * the wrong kind is refused, never replaced.
 *
 * @param json the object
 */
public record GivenOptions(JsonNode json) {

    /**
     * @throws IllegalArgumentException when it is no object
     */
    public GivenOptions {
        if (!json.isObject()) {
            throw new IllegalArgumentException("options must be a JSON object, but are " + json);
        }
    }

    /** Whether an option is given. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException when it is none
     */
    public double number(String name, double standard) {
        if (!has(name)) {
            return standard;
        }
        require(json.path(name).isNumber(), name, "a number");
        return json.path(name).asDouble();
    }

    /**
     * A number that may be absent.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public OptionalDouble number(String name, OptionalDouble standard) {
        return has(name) ? OptionalDouble.of(number(name, 0)) : standard;
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is none, or too great for an int
     */
    public int count(String name, int standard) {
        long count = longCount(name, standard);
        require(count == (int) count, name, "at most " + Integer.MAX_VALUE);
        return (int) count;
    }

    /**
     * A whole number; {@code 3.0} is one.
     *
     * @throws IllegalArgumentException when it is none
     */
    public long longCount(String name, long standard) {
        if (!has(name)) {
            return standard;
        }
        JsonNode value = json.path(name);
        require(
                value.canConvertToLong() && value.asDouble() == Math.rint(value.asDouble()),
                name,
                "a whole number");
        return value.isIntegralNumber() ? value.asLong() : (long) value.asDouble();
    }

    /**
     * Yes or no.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public boolean flag(String name, boolean standard) {
        if (!has(name)) {
            return standard;
        }
        require(json.path(name).isBoolean(), name, "true or false");
        return json.path(name).booleanValue();
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public String text(String name, String standard) {
        if (!has(name)) {
            return standard;
        }
        require(json.path(name).isString(), name, "a text");
        return json.path(name).stringValue();
    }

    /**
     * A constant by its name in lower case.
     *
     * @throws IllegalArgumentException when there is no such constant
     */
    public <E extends Enum<E>> E constant(String name, E standard) {
        String given = text(name, named(standard));
        E[] constants = standard.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> named(constant).equals(given))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s %s is not known; there are %s"
                                                .formatted(
                                                        name,
                                                        given,
                                                        Arrays.stream(constants)
                                                                .map(GivenOptions::named)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** The name of a constant in JSON. */
    public static String named(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void require(boolean holds, String name, String what) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s must be %s, but is %s".formatted(name, what, json.path(name)));
        }
    }
}
