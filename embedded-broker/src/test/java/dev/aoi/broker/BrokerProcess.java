package dev.aoi.broker;

import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;

import java.nio.file.Path;

/** A broker and its registry in a process of their own, to be killed. */
final class BrokerProcess {

    private BrokerProcess() {}

    /** Takes a data folder; prints "ready" and both addresses, or one sentence, then waits. */
    public static void main(String[] args) throws InterruptedException {
        BrokerConfig config =
                new BrokerConfig(
                        Path.of(args[0]), 0, sentence -> System.out.println("fatal " + sentence));
        try {
            BrokerAndRegistry both =
                    BrokerAndRegistry.start(
                            config,
                            servers ->
                                    new RegistryConfig(
                                            servers, 0, CompatibilityLevel.FULL_TRANSITIVE));
            System.out.println(
                    "ready " + both.broker().bootstrapServers() + " " + both.registry().url());
            Thread.sleep(Long.MAX_VALUE);
        } catch (BrokerStartException e) {
            System.out.println("refused " + e.getMessage());
            System.exit(3);
        }
    }
}
