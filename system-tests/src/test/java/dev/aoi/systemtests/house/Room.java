package dev.aoi.systemtests.house;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rooms of the house: every module of production code, its root package, and what of ours it
 * may know. What a known room knows may be known, too.
 */
public enum Room {
    SCHEMAS("schemas", "dev.aoi.schemas"),
    EMBEDDED_BROKER("embedded-broker", "dev.aoi.broker"),
    KUBE_COMMANDS("kube-commands", "dev.aoi.kube"),
    EMBEDDED_CLUSTER("embedded-cluster", "dev.aoi.cluster"),
    GRPO("grpo", "dev.aoi.grpo"),
    AGENT_KIT("agent-kit", "dev.aoi.agent", SCHEMAS),
    WORKER_KIT("worker-kit", "dev.aoi.worker", AGENT_KIT, KUBE_COMMANDS),
    OBSERVER("observer-service", "dev.aoi.observer", AGENT_KIT),
    PROBE("probe-service", "dev.aoi.probe", WORKER_KIT),
    EXECUTOR("executor-service", "dev.aoi.executor", WORKER_KIT),
    COMPRESSOR("compressor-service", "dev.aoi.compressor", AGENT_KIT),
    ENV("env-service", "dev.aoi.env", WORKER_KIT, EMBEDDED_CLUSTER),
    TRAINER("trainer-service", "dev.aoi.trainer", AGENT_KIT),
    STANDALONE(
            "standalone",
            "dev.aoi.standalone",
            EMBEDDED_BROKER,
            OBSERVER,
            PROBE,
            EXECUTOR,
            COMPRESSOR,
            ENV,
            TRAINER);

    private final String module;
    private final String root;
    private final List<Room> knows;

    Room(String module, String root, Room... knows) {
        this.module = module;
        this.root = root;
        this.knows = List.of(knows);
    }

    /** Name of the Maven module, which is the name of its folder. */
    public String module() {
        return module;
    }

    /** Package that holds all of its packages. */
    public String root() {
        return root;
    }

    /** What it may know of ours, itself included. */
    public Set<Room> mayKnow() {
        Set<Room> all = EnumSet.of(this);
        knows.forEach(room -> all.addAll(room.mayKnow()));
        return all;
    }

    /** Everything that it must not know. */
    public Set<Room> mustNotKnow() {
        return EnumSet.complementOf(EnumSet.copyOf(mayKnow()));
    }

    /** Compiled production classes. */
    public Path classes() {
        return House.folder().resolve(module).resolve("target/classes");
    }

    /** Production sources and resources. */
    public Path sources() {
        return House.folder().resolve(module).resolve("src/main");
    }

    @Override
    public String toString() {
        return module;
    }
}
