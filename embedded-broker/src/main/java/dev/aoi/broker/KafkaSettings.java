package dev.aoi.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka's configuration for one small node that is broker and controller at once. */
final class KafkaSettings {

    static final String CONTROLLER = "CONTROLLER";
    static final int NODE_ID = 1;

    private static final int MIB = 1024 * 1024;

    /** The largest record batch: a trajectory of 8 MiB and its envelope. */
    static final int MAX_MESSAGE_BYTES = 9 * MIB;

    private KafkaSettings() {}

    static Map<String, String> of(Path log, int clientPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        identity(settings, log, clientPort, controllerPort);
        topics(settings);
        internalTopics(settings);
        groups(settings);
        timing(settings);
        footprint(settings);
        return settings;
    }

    private static void identity(
            Map<String, String> s, Path log, int clientPort, int controllerPort) {
        String clients = "PLAINTEXT://127.0.0.1:" + clientPort;
        s.put("process.roles", "broker,controller");
        s.put("node.id", Integer.toString(NODE_ID));
        s.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        s.put("controller.listener.names", CONTROLLER);
        s.put("listeners", clients + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        s.put("advertised.listeners", clients);
        s.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        s.put("log.dirs", log.toString());
    }

    private static void topics(Map<String, String> s) {
        s.put("auto.create.topics.enable", "false");
        s.put("default.replication.factor", "1");
        s.put("min.insync.replicas", "1");
        s.put("compression.type", "producer");
        s.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        s.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        // Small segments: compaction and retention only ever touch closed ones.
        s.put("log.segment.bytes", Integer.toString(16 * MIB));
        s.put("log.index.size.max.bytes", Integer.toString(MIB / 4));
        // How long facts are kept is each topic's own affair.
        s.put("log.retention.ms", "-1");
        s.put("log.retention.bytes", "-1");
        s.put("log.retention.check.interval.ms", "30000");
    }

    private static void internalTopics(Map<String, String> s) {
        for (String topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            s.put(topic + ".replication.factor", "1");
            s.put(topic + ".num.partitions", "1");
            s.put(topic + ".segment.bytes", Integer.toString(4 * MIB));
        }
        s.put("transaction.state.log.min.isr", "1");
        s.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void groups(Map<String, String> s) {
        s.put("group.initial.rebalance.delay.ms", "0");
        // Our groups use 6 s (a crashed member is silent no longer); tests may go lower.
        s.put("group.min.session.timeout.ms", "1000");
        // A year: who stops the system for a holiday finds every service where it was.
        s.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
        s.put("group.share.max.record.lock.duration.ms", "3600000");
        s.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    /**
     * After a kill -9 the controller refuses the new broker until the old session has ended, so the
     * session is short; below 3 s a starved machine fences itself. Controlled shutdown ends the
     * session at once.
     */
    private static void timing(Map<String, String> s) {
        s.put("controlled.shutdown.enable", "true");
        s.put("broker.session.timeout.ms", "3000");
        s.put("broker.heartbeat.interval.ms", "500");
        // An idle controller writes a record this often; the default of 0.5 s fills the disk.
        s.put("metadata.max.idle.interval.ms", "5000");
    }

    private static void footprint(Map<String, String> s) {
        s.put("log.cleaner.threads", "1");
        s.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * MIB));
        s.put("log.cleaner.io.buffer.size", Integer.toString(MIB / 4));
        s.put("metadata.log.segment.bytes", Integer.toString(8 * MIB));
        s.put("metadata.max.retention.bytes", Integer.toString(32 * MIB));
        s.put("num.network.threads", "2");
        s.put("num.io.threads", "3");
        s.put("background.threads", "2");
        s.put("num.recovery.threads.per.data.dir", "1");
        s.put("group.coordinator.threads", "1");
        s.put("share.coordinator.threads", "1");
        s.put("metric.reporters", "");
    }
}
