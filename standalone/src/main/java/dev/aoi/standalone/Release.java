package dev.aoi.standalone;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
public final class Release implements IVersionProvider {
    /** This release, as records carry it. */
    public static final String VERSION = "0.1.0";

    @Override
    public String[] getVersion() {
        return new String[] {"aoi " + VERSION + " on Java " + Runtime.version()};
    }
}
