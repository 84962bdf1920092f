package dev.aoi.cluster.controller;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The social network's 27 workloads as manifests: for each a Deployment, a Service and a ConfigMap
 * of one name.
 *
 * @param prefix put before every name; empty for the original names
 * @param shift added to every port; 0 for the original ports
 */
public record SocialNetwork(String namespace, String prefix, int shift) {
    private static final List<String> THRIFT =
            List.of(
                    "compose-post",
                    "home-timeline",
                    "media",
                    "post-storage",
                    "social-graph",
                    "text",
                    "unique-id",
                    "url-shorten",
                    "user",
                    "user-mention",
                    "user-timeline");
    private static final String MICROSERVICES =
            "deathstarbench/social-network-microservices:latest";

    public static SocialNetwork original() {
        return new SocialNetwork("test-social-network", "", 0);
    }

    public static SocialNetwork renamed() {
        return new SocialNetwork("shop", "x-", 1111);
    }

    /** Programs of all Thrift services. */
    public static List<String> thriftServices() {
        return THRIFT.stream().map(name -> name + "-service").toList();
    }

    private Map<String, Integer> programs() {
        Map<String, Integer> ports = new TreeMap<>();
        thriftServices().forEach(name -> ports.put(name, 9090));
        ports.put("nginx-thrift", 8080);
        ports.put("media-frontend", 8081);
        ports.put("jaeger", 16686);
        for (String s : List.of("home-timeline", "social-graph", "user-timeline")) {
            ports.put(s + "-redis", 6379);
        }
        for (String s : List.of("media", "post-storage", "url-shorten", "user")) {
            ports.put(s + "-memcached", 11211);
        }
        for (String s :
                List.of(
                        "media",
                        "post-storage",
                        "social-graph",
                        "url-shorten",
                        "user",
                        "user-timeline")) {
            ports.put(s + "-mongodb", 27017);
        }
        return ports;
    }

    public String name(String program) {
        return prefix + program;
    }

    public int port(String program) {
        int port = programs().get(program);
        return program.equals("jaeger") ? port : port + shift;
    }

    public List<ObjectNode> manifests() {
        List<ObjectNode> manifests = new ArrayList<>();
        String config = config().toString();
        programs()
                .keySet()
                .forEach(
                        program -> {
                            manifests.add(configMap(program, config));
                            manifests.add(service(program));
                            manifests.add(deployment(program));
                        });
        return manifests;
    }

    private ObjectNode config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        programs()
                .keySet()
                .forEach(
                        program ->
                                config.putObject(program)
                                        .put("addr", name(program))
                                        .put("port", port(program)));
        return config;
    }

    private ObjectNode object(String apiVersion, String kind, String program) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name(program)).put("namespace", namespace);
        return object;
    }

    private ObjectNode configMap(String program, String config) {
        ObjectNode map = object("v1", "ConfigMap", program);
        ObjectNode data = map.putObject("data").put("service-config.json", config);
        if (program.endsWith("-mongodb")) {
            data.put("mongod.conf", "net:\n  tls:\n    mode: disabled\n");
        }
        return map;
    }

    private ObjectNode service(String program) {
        ObjectNode service = object("v1", "Service", program);
        ObjectNode spec = service.putObject("spec");
        spec.putObject("selector").put("service", name(program));
        spec.putArray("ports")
                .addObject()
                .put("name", Integer.toString(port(program)))
                .put("port", port(program))
                .put("targetPort", target(program));
        return service;
    }

    private int target(String program) {
        return program.equals("media-frontend") ? 8080 : port(program);
    }

    private ObjectNode deployment(String program) {
        ObjectNode deployment = object("apps/v1", "Deployment", program);
        ObjectNode labels = deployment.withObject("metadata").putObject("labels");
        labels.put("service", name(program)).put("app", name(program));
        ObjectNode spec = deployment.putObject("spec").put("replicas", 1);
        spec.putObject("selector").putObject("matchLabels").put("service", name(program));
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").set("labels", labels.deepCopy());
        ObjectNode pod = template.putObject("spec").put("hostname", name(program));
        ObjectNode container = pod.putArray("containers").addObject();
        container.put("name", name(program)).put("image", image(program));
        container.putArray("ports").addObject().put("containerPort", target(program));
        if (program.endsWith("-service")) {
            container.putArray("command").add(executable(program));
        }
        arguments(container, program);
        ObjectNode mount = container.putArray("volumeMounts").addObject().put("name", "config");
        mount.put("mountPath", "/social-network-microservices/config");
        if (program.endsWith("-mongodb")) {
            mount.put("mountPath", "/social-network-microservices/config/mongod.conf");
            mount.put("subPath", "mongod.conf");
        }
        pod.putArray("volumes")
                .addObject()
                .put("name", "config")
                .putObject("configMap")
                .put("name", name(program));
        return deployment;
    }

    private void arguments(ObjectNode container, String program) {
        String port = Integer.toString(port(program));
        if (program.endsWith("-mongodb")) {
            container
                    .putArray("args")
                    .add("--config")
                    .add("/social-network-microservices/config/mongod.conf")
                    .add("--port")
                    .add(port);
        } else if (program.endsWith("-redis") && shift != 0) {
            container.putArray("args").add("--port").add(port);
        } else if (program.endsWith("-memcached") && shift != 0) {
            container.putArray("args").add("-p").add(port);
        }
    }

    private static String executable(String program) {
        StringBuilder camel = new StringBuilder();
        for (String part : program.split("-")) {
            camel.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return camel.toString();
    }

    private static String image(String program) {
        return switch (program.substring(program.lastIndexOf('-') + 1)) {
            case "service" -> MICROSERVICES;
            case "redis" -> "redis:6.2.4";
            case "memcached" -> "memcached:1.6.7";
            case "mongodb" -> "library/mongo:4.4.6";
            case "thrift" -> "yg397/openresty-thrift:xenial";
            case "frontend" -> "yg397/media-frontend:xenial";
            default -> "jaegertracing/all-in-one:1.57";
        };
    }

    /** A load job: rate 10 for 10 s. */
    public ObjectNode load(String job, String path) {
        return load(job, path, 10);
    }

    /** As {@link #load(String, String)}, ten requests a second for so many seconds. */
    public ObjectNode load(String job, String path, int seconds) {
        ObjectNode object =
                TestCluster.json(
                        "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'"
                                + job
                                + "','namespace':'default'},'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'wrk','image':'deathstarbench/wrk2-client:latest'}]}}}}");
        ObjectNode container = (ObjectNode) object.at("/spec/template/spec/containers/0");
        var args = container.putArray("args");
        ("wrk -D exp -t 2 -c 2 -d "
                        + seconds
                        + "s -L -s /scripts/x.lua http://"
                        + name("nginx-thrift")
                        + "."
                        + namespace
                        + ".svc.cluster.local:"
                        + port("nginx-thrift")
                        + path
                        + " -R 10 --latency")
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .forEach(args::add);
        return object;
    }
}
