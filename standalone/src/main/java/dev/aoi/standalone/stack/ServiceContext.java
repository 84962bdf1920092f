package dev.aoi.standalone.stack;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.util.Map;

/**
 * One service's Spring context. It is configured by the same names in a stack and in a process of
 * its own: settings stand where environment variables would.
 */
public final class ServiceContext implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private ServiceContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it next to others: no web server, no shutdown hook of its own. */
    static ServiceContext ofStack(ServiceApp app, Map<String, String> settings) {
        return new ServiceContext(
                builder(app, settings)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .run());
    }

    /** Starts it as its own jar does, with health and metrics over HTTP. */
    public static ServiceContext ofOwnProcess(ServiceApp app, Map<String, String> settings) {
        return new ServiceContext(
                builder(app, settings)
                        .bannerMode(Banner.Mode.OFF)
                        .registerShutdownHook(false)
                        .run());
    }

    @Override
    public void close() {
        context.close();
    }

    private static SpringApplicationBuilder builder(ServiceApp app, Map<String, String> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        // The ending makes Spring read AOI_CLUSTER_URL as aoi.cluster.url, too.
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource(
                                "aoi-"
                                        + StandardEnvironment
                                                .SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.copyOf(settings)));
        return new SpringApplicationBuilder(app.application()).environment(environment);
    }
}
