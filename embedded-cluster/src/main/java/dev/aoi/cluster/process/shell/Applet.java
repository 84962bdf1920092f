package dev.aoi.cluster.process.shell;

/** A small tool. */
@FunctionalInterface
interface Applet {
    Outcome run(Invocation call);
}
