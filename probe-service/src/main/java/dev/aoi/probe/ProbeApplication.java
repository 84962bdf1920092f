package dev.aoi.probe;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The probe in a process of its own, with health and metrics over HTTP (AOI_HTTP_PORT). */
@SpringBootApplication
public class ProbeApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ProbeApplication.class)
                .properties("spring.application.name=aoi-probe", "server.port=${AOI_HTTP_PORT:0}")
                .run(args);
    }
}
