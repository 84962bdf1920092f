package dev.aoi.cluster.process.shell;

/** The three standard streams. */
record Streams(Source in, Sink out, Sink err) {
    Streams withIn(Source other) {
        return new Streams(other, out, err);
    }

    Streams withOut(Sink other) {
        return new Streams(in, other, err);
    }

    Streams withErr(Sink other) {
        return new Streams(in, out, other);
    }
}
