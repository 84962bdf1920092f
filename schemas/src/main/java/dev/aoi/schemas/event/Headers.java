package dev.aoi.schemas.event;

import org.apache.avro.specific.SpecificRecord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Headers and identities of facts.
 *
 * <p>Event ids are derived: incident, causing event and index give the id. A step that is done
 * again after a crash therefore writes the same id again, and readers drop what they have seen.
 */
public final class Headers {
    private static final int ID_BYTES = 16;
    private static final int SHORT_CHARS = 6;

    static {
        // Every record is made with a header, so this is where all of them pass.
        TrustedRecords.trust();
    }

    private Headers() {}

    /**
     * The identity of what follows from an event.
     *
     * @param incidentId the incident
     * @param causationId event id of the cause; empty for the first fact
     * @param index what it is among the things that follow, e.g. {@code observation-2}
     * @return 32 hexadecimal digits, the first 128 bits of a SHA-256
     */
    public static String derivedId(String incidentId, String causationId, String index) {
        return sha256(incidentId + '\n' + causationId + '\n' + index).substring(0, 2 * ID_BYTES);
    }

    /** How an observation is called in prompts and contexts, e.g. {@code #a1b2c3}. */
    public static String shortId(String eventId) {
        return "#" + eventId.substring(0, Math.min(SHORT_CHARS, eventId.length()));
    }

    /** SHA-256 of a text, as 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A header for a fact that follows from {@code causationId} and is its {@code index}-th. */
    public static EventHeader following(
            String incidentId, String causationId, String index, Instant time, Source source) {
        return EventHeader.newBuilder()
                .setEventId(derivedId(incidentId, causationId, index))
                .setIncidentId(incidentId)
                .setCausationId(causationId)
                .setTime(time)
                .setProducer(source.role())
                .setInstance(source.instance())
                .setVersion(source.version())
                .build();
    }

    /** The header that every record of ours carries as its first field. */
    public static EventHeader of(SpecificRecord event) {
        if (event.get(0) instanceof EventHeader header) {
            return header;
        }
        throw new IllegalArgumentException(
                event.getSchema().getFullName() + " does not begin with an EventHeader");
    }

    /**
     * Who writes.
     *
     * @param role role name, e.g. observer
     * @param instance instance of that role
     * @param version release
     */
    public record Source(String role, String instance, String version) {}
}
