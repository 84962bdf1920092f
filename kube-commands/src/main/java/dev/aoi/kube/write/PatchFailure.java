package dev.aoi.kube.write;

/** A patch that does not fit its object; never leaves this package. */
final class PatchFailure extends RuntimeException {

    PatchFailure(String message) {
        super(message, null, false, false);
    }
}
