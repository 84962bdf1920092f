package dev.aoi.cluster.process.social;

/**
 * A log statement of a handler.
 *
 * @param source {@code File.h:line:function}
 * @param text what it says; {@code %s} stands for the callee's address; empty for no statement
 */
record LogPoint(String source, String text) {
    static final LogPoint NONE = new LogPoint("", "");

    void log(ServiceCall call, String callee) {
        if (!text.isEmpty()) {
            call.log("error", source, text.replace("%s", callee));
        }
    }
}
