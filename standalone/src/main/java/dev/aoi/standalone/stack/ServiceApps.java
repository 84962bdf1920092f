package dev.aoi.standalone.stack;

import dev.aoi.compressor.CompressorApplication;
import dev.aoi.env.EnvApplication;
import dev.aoi.executor.ExecutorApplication;
import dev.aoi.observer.ObserverApplication;
import dev.aoi.probe.ProbeApplication;
import dev.aoi.trainer.TrainerApplication;

import java.util.List;
import java.util.Optional;

/** The six services: the only list of them. */
public final class ServiceApps {
    private static final List<ServiceApp> ALL =
            List.of(
                    new ServiceApp(Component.ENV, EnvApplication.class),
                    new ServiceApp(Component.OBSERVER, ObserverApplication.class),
                    new ServiceApp(Component.PROBE, ProbeApplication.class),
                    new ServiceApp(Component.EXECUTOR, ExecutorApplication.class),
                    new ServiceApp(Component.COMPRESSOR, CompressorApplication.class),
                    new ServiceApp(Component.TRAINER, TrainerApplication.class));

    private ServiceApps() {}

    /** All of them. */
    public static List<ServiceApp> all() {
        return ALL;
    }

    /** The service of that component. */
    public static Optional<ServiceApp> of(Component component) {
        return ALL.stream().filter(app -> app.component() == component).findFirst();
    }
}
