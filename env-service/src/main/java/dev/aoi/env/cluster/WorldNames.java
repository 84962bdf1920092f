package dev.aoi.env.cluster;

import dev.aoi.schemas.event.Headers;

import java.util.regex.Pattern;

/** Names of the worlds that this service makes: nothing of the problem is in them. */
public final class WorldNames {
    private static final Pattern OURS = Pattern.compile("w-[0-9a-f]{20}");

    private WorldNames() {}

    /** The world of an incident. */
    public static String of(String incidentId) {
        return "w-" + Headers.sha256("world of " + incidentId).substring(0, 20);
    }

    /** Whether a world's name was made here. */
    public static boolean ours(String world) {
        return OURS.matcher(world).matches();
    }
}
