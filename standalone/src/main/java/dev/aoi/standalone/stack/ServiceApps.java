package dev.aoi.standalone.stack;

import java.util.List;
import java.util.Optional;

/** The six services: the only list of them. */
public final class ServiceApps {
    private static final List<ServiceApp> ALL = List.of();

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
