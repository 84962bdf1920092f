package dev.aoi.standalone.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;

import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;

/**
 * Configures Logback in code (faster than from XML): {@code kafka.log} for broker and clients,
 * {@code aoi.log} for everything else, each at most four files of 8 MB.
 *
 * <p>Acts only in processes that asked for it by {@link #takeOver}; elsewhere Spring Boot's own
 * configuration holds. Until {@link #into} names a folder, nothing is logged at all.
 */
public final class FileLogging extends ContextAwareBase implements Configurator {
    static final String FOLDER_PROPERTY = "aoi.logs";

    private static final List<String> KAFKA =
            List.of("org.apache.kafka", "kafka", "state.change.logger");

    /** For Logback, which finds it as a service. */
    public FileLogging() {}

    /** Keeps all logs of this process off the terminal. Must come before the first logger. */
    public static void takeOver() {
        System.setProperty(FOLDER_PROPERTY, "");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    /** From now on, the logs of a process that was taken over go to files in that folder. */
    public static void into(Path folder) {
        if (System.getProperty(FOLDER_PROPERTY) == null
                || folder.toString().equals(System.getProperty(FOLDER_PROPERTY))) {
            return;
        }
        System.setProperty(FOLDER_PROPERTY, folder.toString());
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            configureFiles(context, folder.toString());
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        if (folder.isEmpty()) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        } else {
            configureFiles(context, folder);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void configureFiles(LoggerContext context, String folder) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(file(context, folder, "aoi"));
        var kafkaFile = file(context, folder, "kafka");
        for (String name : KAFKA) {
            Logger logger = context.getLogger(name);
            logger.setLevel(Level.WARN);
            logger.setAdditive(false);
            logger.addAppender(kafkaFile);
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(
            LoggerContext context, String folder, String name) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{ISO8601} %-5level %X{role:-} %X{incident:-} %logger{24} %msg%n%ex");
        encoder.start();
        String path = folder + "/" + name + ".log";
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setFile(path);
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy files = new FixedWindowRollingPolicy();
        files.setContext(context);
        files.setParent(appender);
        files.setFileNamePattern(folder + "/" + name + ".%i.log");
        files.setMinIndex(1);
        files.setMaxIndex(3);
        files.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("8MB"));
        size.start();
        appender.setRollingPolicy(files);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }
}
