package dev.aoi.agent.avro;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro instantiate our generated records. Since 1.12.2 it refuses every class that nobody
 * vouched for; what others have vouched for stays trusted.
 */
final class TrustedRecords {
    private static final String PACKAGE = "dev.aoi.schemas.";

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getName().startsWith(PACKAGE)));
    }

    private TrustedRecords() {}

    /** Does its work once, however often it is called. */
    static void trust() {
        // The static initialiser has run when this is reached.
    }
}
