package dev.aoi.standalone.stack;

import dev.aoi.agent.config.StartupException;
import dev.aoi.agent.llm.LlmSettingsException;
import dev.aoi.agent.prompt.PromptException;
import dev.aoi.standalone.CommandFailure;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.util.HashMap;
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
        Map<String, String> all = new HashMap<>(settings);
        // Whoever started the stack has just talked to its broker and registry.
        all.put("AOI_STARTUPCHECK", "false");
        return run(app, builder(app, all).web(WebApplicationType.NONE).logStartupInfo(false));
    }

    /** Starts it as its own jar does, with health and metrics over HTTP. */
    public static ServiceContext ofOwnProcess(ServiceApp app, Map<String, String> settings) {
        SpringApplicationBuilder builder =
                builder(app, settings)
                        // Its reason is told in one sentence, below.
                        .properties("logging.level.org.springframework.boot.diagnostics=OFF");
        builder.application().setMainApplicationClass(app.application());
        return run(app, builder);
    }

    @Override
    public void close() {
        context.close();
    }

    private static ServiceContext run(ServiceApp app, SpringApplicationBuilder builder) {
        try {
            return new ServiceContext(
                    builder.properties("spring.application.name=aoi-" + app.component().label())
                            .bannerMode(Banner.Mode.OFF)
                            .registerShutdownHook(false)
                            .run());
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartupException
                        || cause instanceof LlmSettingsException
                        || cause instanceof PromptException) {
                    throw CommandFailure.environment(
                            "The service "
                                    + app.component().label()
                                    + " cannot start: "
                                    + cause.getMessage()
                                    + ".",
                            e);
                }
            }
            throw e;
        }
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
