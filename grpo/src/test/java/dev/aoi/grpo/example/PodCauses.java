package dev.aoi.grpo.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A small task for a small model: name the cause of a pod's trouble in a word. It needs the JDK
 * alone:
 *
 * <pre>{@code
 * java PodCauses.java examples 48        # prompts with answers, of half of the messages
 * java PodCauses.java prompts SEED 64    # prompts, of all messages, with the cause beside
 * java PodCauses.java groups PROMPTS COMPLETIONS EACH   # completions with rewards, for train
 * java PodCauses.java right PROMPTS COMPLETIONS         # how many are right
 * }</pre>
 */
final class PodCauses {
    private static final Pattern TEXT = Pattern.compile("\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern IDS = Pattern.compile("\"ids\":(\\[[0-9,]*])");
    private static final Pattern LOG_PROBS = Pattern.compile("\"logprobs\":(\\[[^]]*])");
    private static final Pattern CAUSE = Pattern.compile("\"cause\":\"([a-z]+)\"");
    private static final Pattern PROMPT = Pattern.compile("\"prompt\":(\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final String[] NAMES = {
        "cart", "search", "geo", "rate", "mail", "login", "stock", "price", "order", "review"
    };

    /** A cause and four messages that tell it; NAME, PORT and COUNT are filled in. */
    private record Cause(String word, String... messages) {}

    private static final List<Cause> CAUSES =
            List.of(
                    new Cause(
                            "image",
                            "Back-off pulling image shop/NAME:vCOUNT",
                            "Failed to pull image shop/NAME:vCOUNT: not found",
                            "ErrImagePull: manifest of NAME:latst unknown",
                            "rpc error: pull access denied for registry/NAME"),
                    new Cause(
                            "memory",
                            "Last state terminated: OOMKilled, exit code 137",
                            "Container NAME was killed, memory limit COUNTMi exceeded",
                            "java.lang.OutOfMemoryError: Java heap space in NAME",
                            "NAME evicted: the node was low on RAM"),
                    new Cause(
                            "probe",
                            "Readiness probe failed: HTTP statuscode 503 on port PORT",
                            "Liveness probe failed: GET :PORT/healthz context deadline exceeded",
                            "Startup check of NAME failed COUNT times, restarting",
                            "NAME not ready: health endpoint answers 500"),
                    new Cause(
                            "config",
                            "Error: configmap NAME-settings not found",
                            "CreateContainerConfigError: key url missing in secret NAME",
                            "NAME exits with 1: unknown option in /etc/NAME.yaml",
                            "environment variable NAME_URL is not set, giving up"),
                    new Cause(
                            "port",
                            "Service NAME has targetPort PORT, container listens on COUNT",
                            "connect to NAME:PORT: connection refused",
                            "bind: address already in use :PORT",
                            "NAME answers on COUNT, clients dial PORT"),
                    new Cause(
                            "schedule",
                            "0/COUNT nodes are available: insufficient cpu",
                            "FailedScheduling: node selector disk=ssd matches no node",
                            "NAME pending: taint dedicated=NAME not tolerated",
                            "no node has room for NAME, COUNT pods wait"),
                    new Cause(
                            "volume",
                            "MountVolume.SetUp failed for volume NAME-data",
                            "persistentvolumeclaim NAME-data is not bound",
                            "FailedAttachVolume: disk NAME-COUNT is used by another node",
                            "NAME cannot write: no space left on /data"),
                    new Cause(
                            "dns",
                            "lookup NAME.default.svc: no such host",
                            "Temporary failure in name resolution of NAME",
                            "NAME: getaddrinfo ENOTFOUND NAME-db",
                            "coredns answers NXDOMAIN for NAME"));

    private PodCauses() {}

    public static void main(String[] arguments) throws IOException {
        answer(arguments).forEach(System.out::println);
    }

    static List<String> answer(String... arguments) throws IOException {
        return switch (arguments[0]) {
            case "examples" -> cases(1, Integer.parseInt(arguments[1]), 2, "completion", " ");
            case "prompts" -> {
                long seed = Long.parseLong(arguments[1]);
                yield cases(seed, Integer.parseInt(arguments[2]), 4, "cause", "");
            }
            case "groups" -> {
                int each = Integer.parseInt(arguments[3]);
                yield groups(lines(arguments[1]), lines(arguments[2]), each);
            }
            case "right" -> List.of(right(lines(arguments[1]), lines(arguments[2])));
            default -> throw new IllegalArgumentException("unknown: " + arguments[0]);
        };
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file));
    }

    private static List<String> cases(
            long seed, int count, int messages, String key, String before) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Cause cause = CAUSES.get(i % CAUSES.size());
            String name = NAMES[random.nextInt(NAMES.length)];
            String message =
                    cause.messages[i / CAUSES.size() % messages]
                            .replace("NAME", name)
                            .replace("PORT", Integer.toString(8000 + random.nextInt(1000)))
                            .replace("COUNT", Integer.toString(2 + random.nextInt(90)));
            lines.add(
                    "{\"prompt\":\"Pod %s-%x: %s\\nCause:\",\"%s\":\"%s%s\"}"
                            .formatted(
                                    name,
                                    random.nextInt(1 << 16),
                                    message,
                                    key,
                                    before,
                                    cause.word));
        }
        return lines;
    }

    private static String found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException(pattern + " is not in: " + line);
        }
        return matcher.group(1);
    }

    private static boolean right(String prompt, String completion) {
        return found(TEXT, completion).strip().equals(found(CAUSE, prompt));
    }

    private static List<String> groups(List<String> prompts, List<String> completions, int each) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            String prompt = prompts.get(i);
            List<String> written = new ArrayList<>();
            for (String completion : completions.subList(i * each, (i + 1) * each)) {
                written.add(
                        "{\"ids\":%s,\"logprobs\":%s,\"reward\":%d}"
                                .formatted(
                                        found(IDS, completion),
                                        found(LOG_PROBS, completion),
                                        right(prompt, completion) ? 1 : 0));
            }
            groups.add(
                    "{\"prompt\":%s,\"completions\":[%s]}"
                            .formatted(found(PROMPT, prompt), String.join(",", written)));
        }
        return groups;
    }

    private static String right(List<String> prompts, List<String> completions) {
        long right =
                IntStream.range(0, prompts.size())
                        .filter(i -> right(prompts.get(i), completions.get(i)))
                        .count();
        return "%d of %d right".formatted(right, prompts.size());
    }
}
