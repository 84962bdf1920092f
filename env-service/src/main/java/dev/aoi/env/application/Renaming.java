package dev.aoi.env.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which names, ports and namespace an application has in one incident. Seed 0 keeps the
 * application's own; any other draws all of them anew, so that nothing learnt about a name helps.
 *
 * <p>Invariants: names are DNS labels, differ from each other, and share no word with any name of
 * the application; drawn ports differ from each other and from every port of the application and of
 * its faults.
 */
public final class Renaming {
    private static final List<String> STEMS =
            List.of(
                    ("acorn amber basalt birch bramble cedar cinder cobalt coral drift dune elder"
                         + " ember falcon fern flint garnet glacier grove harbor hazel heath indigo"
                         + " islet jasper juniper kestrel krill lantern larch lotus maple meadow"
                         + " nectar nimbus onyx opal orchid pebble pine prairie quartz quill raven"
                         + " reed ridge sable saffron slate thistle topaz tundra umber velvet"
                         + " vesper violet walnut willow wren yarrow zephyr")
                            .split(" "));
    private static final List<String> SUFFIXES =
            List.of("agent", "api", "bridge", "core", "desk", "engine", "hub", "relay", "worker");
    private static final List<String> SPACES = List.of("apps", "prod", "staging", "team", "stack");

    private static final int LOWEST_PORT = 3_000;
    private static final int PORT_SPREAD = 27_000;

    /** Ports that mean something already: of the application, of its tracer, of faults. */
    private static final Set<Integer> TAKEN =
            Set.of(
                    8080, 8081, 9090, 6379, 11211, 27017, 5775, 5778, 6831, 6832, 9411, 14268,
                    14269, 14250, 16685, 16686, 4317, 4318, 9998, 9999);

    private final long seed;
    private final String namespace;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Integer> servicePorts = new HashMap<>();

    private Renaming(long seed, String namespace) {
        this.seed = seed;
        this.namespace = namespace;
    }

    /**
     * Draws names and ports.
     *
     * @param seed 0 keeps everything as it is
     * @param namespace the application's own namespace
     */
    public static Renaming of(long seed, String namespace, List<Workload> workloads) {
        if (seed == 0) {
            Renaming same = new Renaming(seed, namespace);
            workloads.forEach(
                    w -> same.put(w, w.program(), w.defaultPort(), w.defaultServicePort()));
            return same;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<String> stems = new ArrayList<>(STEMS);
        Collections.shuffle(stems, java.util.Random.from(random));
        String space = SPACES.get(random.nextInt(SPACES.size()));
        Renaming drawn = new Renaming(seed, stems.removeLast() + "-" + space);
        Set<Integer> used = new HashSet<>(TAKEN);
        for (Workload workload : workloads) {
            String name = stems.removeLast() + "-" + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
            if (workload.role() == Role.TRACING) {
                // Its ports are its protocols'; programs do not choose them.
                drawn.put(workload, name, workload.defaultPort(), workload.defaultServicePort());
                continue;
            }
            int port = port(random, used);
            boolean mapped = workload.defaultServicePort() != workload.defaultPort();
            drawn.put(workload, name, port, mapped ? port(random, used) : port);
        }
        return drawn;
    }

    private static int port(SplittableRandom random, Set<Integer> used) {
        int port;
        do {
            port = LOWEST_PORT + random.nextInt(PORT_SPREAD);
        } while (!used.add(port));
        return port;
    }

    private void put(Workload workload, String name, int port, int servicePort) {
        names.put(workload.program(), name);
        ports.put(workload.program(), port);
        servicePorts.put(workload.program(), servicePort);
    }

    public long seed() {
        return seed;
    }

    /** Namespace of the application. */
    public String namespace() {
        return namespace;
    }

    /** Name of a program's Deployment, Service and ConfigMap. */
    public String name(String program) {
        return known(names, program);
    }

    /** Port on which a program listens. */
    public int port(String program) {
        return known(ports, program);
    }

    /** Port of a program's Service. */
    public int servicePort(String program) {
        return known(servicePorts, program);
    }

    private static <T> T known(Map<String, T> map, String program) {
        T value = map.get(program);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The application has no program " + program + "; it has " + map.keySet());
        }
        return value;
    }
}
