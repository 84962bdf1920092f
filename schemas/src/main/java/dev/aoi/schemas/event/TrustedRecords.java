package dev.aoi.schemas.event;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro instantiate our generated records. Since 1.12.2 it refuses every class that nobody
 * vouched for; what others have vouched for stays trusted.
 */
public final class TrustedRecords {
    private static final String PACKAGE = "dev.aoi.schemas.";

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getName().startsWith(PACKAGE)));
    }

    private TrustedRecords() {}

    /** Does its work once, however often it is called; to be called before a record is made. */
    public static void trust() {
        // The static initialiser has run when this is reached.
    }
}
