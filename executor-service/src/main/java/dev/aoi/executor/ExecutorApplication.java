package dev.aoi.executor;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The executor in a process of its own, with health and metrics over HTTP (AOI_HTTP_PORT). */
@SpringBootApplication
public class ExecutorApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ExecutorApplication.class)
                .properties(
                        "spring.application.name=aoi-executor", "server.port=${AOI_HTTP_PORT:0}")
                .run(args);
    }
}
