package dev.aoi.kube.expectation;

import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.kube.handle.HandleTable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expectations. There are three forms; an object is {@code type/name} or a handle:
 *
 * <pre>
 * endpoints service/cart-api port 7300
 * deployment/cart-api ready 1
 * field service/cart-api /spec/ports/0/targetPort = 7300
 * </pre>
 */
public final class ExpectationParser {

    private static final String OBJECT = "(?:([a-z.]+)/([a-z0-9][a-z0-9.-]*)|(@[a-z][0-9]{1,6}))";
    private static final Pattern ENDPOINTS =
            Pattern.compile("endpoints " + OBJECT + " port ([0-9]{1,5})");
    private static final Pattern READY = Pattern.compile(OBJECT + " ready ([0-9]{1,4})");
    private static final Pattern FIELD = Pattern.compile("field " + OBJECT + " (/[^ ]+) = (\\S.*)");
    private static final String FORMS =
            "'endpoints service/NAME port N', 'deployment/NAME ready N' or"
                    + " 'field TYPE/NAME /json/pointer = VALUE'";

    private ExpectationParser() {}

    /** Reads an expectation without handles; never throws. */
    public static Parsing parse(String text) {
        return parse(text, HandleTable.empty(0));
    }

    /** Reads an expectation whose handles are those of the table; never throws. */
    public static Parsing parse(String text, HandleTable table) {
        String plain = text.strip().replaceAll("\\s+", " ");
        Matcher endpoints = ENDPOINTS.matcher(plain);
        if (endpoints.matches()) {
            return object(endpoints, table)
                    .filter(o -> o.kind().equals("Service"))
                    .<Parsing>map(
                            o ->
                                    new Parsing.Stated(
                                            new Expectation.EndpointsPort(
                                                    o.name(), number(endpoints))))
                    .orElseGet(() -> malformed(text, "no such service"));
        }
        Matcher ready = READY.matcher(plain);
        if (ready.matches()) {
            return object(ready, table)
                    .filter(o -> o.kind().equals("Deployment"))
                    .<Parsing>map(
                            o ->
                                    new Parsing.Stated(
                                            new Expectation.ReadyReplicas(o.name(), number(ready))))
                    .orElseGet(() -> malformed(text, "no such deployment"));
        }
        Matcher field = FIELD.matcher(plain);
        if (field.matches()) {
            return object(field, table)
                    .filter(o -> !o.kind().equals("Secret"))
                    .<Parsing>map(
                            o ->
                                    new Parsing.Stated(
                                            new Expectation.FieldEquals(
                                                    o.kind(),
                                                    o.name(),
                                                    field.group(4),
                                                    field.group(5))))
                    .orElseGet(() -> malformed(text, "no such object"));
        }
        return malformed(text, "none of the forms");
    }

    private record Named(String kind, String name) {}

    private static Optional<Named> object(Matcher matcher, HandleTable table) {
        String handle = matcher.group(3);
        if (handle != null) {
            return table.byHandle(handle)
                    .filter(e -> ResourceType.byKind(e.kind()).isPresent())
                    .map((HandleEntry e) -> new Named(e.kind(), e.name()));
        }
        return ResourceType.byWord(matcher.group(1))
                .map(t -> new Named(t.kind(), matcher.group(2)));
    }

    private static int number(Matcher matcher) {
        return Integer.parseInt(matcher.group(4));
    }

    private static Parsing malformed(String text, String why) {
        return new Parsing.Malformed(
                "'" + text + "' is not an expectation (" + why + "); write " + FORMS);
    }
}
