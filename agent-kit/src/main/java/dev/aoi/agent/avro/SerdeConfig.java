package dev.aoi.agent.avro;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

import java.util.Map;

/**
 * Settings of the serializer and deserializer, under Confluent's keys.
 *
 * <p>What we cannot honour is refused, never ignored: {@code use.latest.version=true} (a record is
 * always written with its own schema) and {@code specific.avro.reader=false} (readers get generated
 * records).
 */
public final class SerdeConfig extends AbstractConfig {
    /** One or more base addresses, separated by commas. */
    public static final String REGISTRY_URL = "schema.registry.url";

    /** Whether unknown schemas are registered; default true. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    public static final String USE_LATEST = "use.latest.version";
    public static final String SPECIFIC_READER = "specific.avro.reader";

    /** Default {@code TopicRecordNameStrategy}. */
    public static final String SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";

    /** {@code user:password} for a registry that asks for it; empty for none. */
    public static final String USER_INFO = "basic.auth.user.info";

    private static final ConfigDef DEFINITION =
            new ConfigDef()
                    .define(REGISTRY_URL, Type.LIST, Importance.HIGH, "Schema registry")
                    .define(
                            AUTO_REGISTER,
                            Type.BOOLEAN,
                            true,
                            Importance.MEDIUM,
                            "Register unknown schemas")
                    .define(USE_LATEST, Type.BOOLEAN, false, Importance.LOW, "Must be false")
                    .define(SPECIFIC_READER, Type.BOOLEAN, true, Importance.LOW, "Must be true")
                    .define(
                            SUBJECT_NAME_STRATEGY,
                            Type.STRING,
                            SubjectNaming.TopicRecordNameStrategy.name(),
                            Importance.MEDIUM,
                            "How subjects are named")
                    .define(USER_INFO, Type.PASSWORD, "", Importance.MEDIUM, "user:password");

    /**
     * @throws ConfigException naming the key and value that cannot be honoured
     */
    public SerdeConfig(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
        if (getList(REGISTRY_URL).isEmpty()) {
            throw new ConfigException(REGISTRY_URL, "", "Name at least one address");
        }
        if (getBoolean(USE_LATEST)) {
            throw new ConfigException(
                    USE_LATEST, true, "Records are always written with their own schema");
        }
        if (!getBoolean(SPECIFIC_READER)) {
            throw new ConfigException(
                    SPECIFIC_READER, false, "Readers always get generated records");
        }
        naming();
    }

    boolean autoRegister() {
        return getBoolean(AUTO_REGISTER);
    }

    SubjectNaming naming() {
        return SubjectNaming.of(getString(SUBJECT_NAME_STRATEGY));
    }

    /** A new client for the configured registry; the caller closes it. */
    RegistryClient newClient() {
        Password userInfo = getPassword(USER_INFO);
        return new RegistryClient(getList(REGISTRY_URL), userInfo.value());
    }
}
