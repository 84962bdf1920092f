package dev.aoi.env;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The environment in a process of its own, with health and metrics over HTTP (AOI_HTTP_PORT). */
@SpringBootApplication
public class EnvApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(EnvApplication.class)
                .properties("spring.application.name=aoi-env", "server.port=${AOI_HTTP_PORT:0}")
                .run(args);
    }
}
