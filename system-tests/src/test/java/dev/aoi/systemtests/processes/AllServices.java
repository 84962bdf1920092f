package dev.aoi.systemtests.processes;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A process with one instance of each service, as a stack has them, but no broker or worlds. */
final class AllServices {
    private AllServices() {}

    public static void main(String[] args) {
        for (Service service : Service.values()) {
            new SpringApplicationBuilder(service.application())
                    .web(WebApplicationType.NONE)
                    .logStartupInfo(false)
                    .run();
        }
    }
}
