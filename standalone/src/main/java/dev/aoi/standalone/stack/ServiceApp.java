package dev.aoi.standalone.stack;

/**
 * A service as Spring Boot starts it.
 *
 * @param component which
 * @param application its {@code @SpringBootApplication}
 */
public record ServiceApp(Component component, Class<?> application) {}
