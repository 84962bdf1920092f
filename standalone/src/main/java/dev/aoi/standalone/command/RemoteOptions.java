package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.output.Hints;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A broker and registry other than this data folder's. */
final class RemoteOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            order = 81,
            description = "Kafka broker of a stack elsewhere, instead of the data folder's.")
    private @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            order = 82,
            description = "Its schema registry. Default with --bootstrap: SCHEMA_REGISTRY_URL.")
    private @Nullable String registry;

    /** The stack elsewhere, verified by connecting; empty when none was named. */
    Optional<Connection> connect(Session session) {
        if (bootstrap == null) {
            if (registry != null) {
                throw CommandFailure.usage("--registry goes together with --bootstrap.");
            }
            return Optional.empty();
        }
        String url =
                registry != null
                        ? registry
                        : session.environment().getOrDefault("SCHEMA_REGISTRY_URL", "");
        if (url.isBlank()) {
            throw CommandFailure.usage(
                    "--bootstrap needs --registry, or SCHEMA_REGISTRY_URL in the environment.");
        }
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw CommandFailure.usage(
                    "The registry's address must begin with http:// or https:// but is "
                            + url
                            + ".");
        }
        return Optional.of(new Connection(bootstrap, url).verified());
    }

    /** How to type further commands that mean the same stack. */
    Hints hints(Session session, FolderOption folder) {
        List<String> words = new ArrayList<>(folder.words());
        if (bootstrap != null) {
            words.addAll(List.of("--bootstrap", bootstrap));
        }
        if (registry != null) {
            words.addAll(List.of("--registry", registry));
        }
        return Hints.of(session.environment(), words);
    }
}
