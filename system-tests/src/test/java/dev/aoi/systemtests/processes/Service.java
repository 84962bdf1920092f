package dev.aoi.systemtests.processes;

import dev.aoi.compressor.CompressorApplication;
import dev.aoi.env.EnvApplication;
import dev.aoi.executor.ExecutorApplication;
import dev.aoi.observer.ObserverApplication;
import dev.aoi.probe.ProbeApplication;
import dev.aoi.trainer.TrainerApplication;

import java.util.Locale;

/** The six services and their main classes. */
enum Service {
    ENV(EnvApplication.class),
    OBSERVER(ObserverApplication.class),
    PROBE(ProbeApplication.class),
    EXECUTOR(ExecutorApplication.class),
    COMPRESSOR(CompressorApplication.class),
    TRAINER(TrainerApplication.class);

    private final Class<?> application;

    Service(Class<?> application) {
        this.application = application;
    }

    Class<?> application() {
        return application;
    }

    /** As in the names of jars, groups and topics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
