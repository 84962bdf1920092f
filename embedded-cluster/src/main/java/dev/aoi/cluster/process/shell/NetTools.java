package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.DnsAnswer;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.ResolverConfig;
import dev.aoi.cluster.process.files.FileError;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tools for the network: all of them go the same way as the programs' own requests. */
final class NetTools {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(127);

    private NetTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("wget", NetTools::wget);
        applets.put("curl", Curl::run);
        applets.put("nslookup", NetTools::nslookup);
        applets.put("nc", NetTools::nc);
        applets.put("telnet", NetTools::telnet);
        applets.put("ping", NetTools::ping);
        applets.put("httpd", NetTools::httpd);
        applets.put("netstat", NetTools::netstat);
        applets.put("ip", NetTools::ip);
        applets.put("ifconfig", NetTools::ip);
        applets.put("getent", NetTools::getent);
        applets.put("redis-cli", NetTools::redis);
        applets.put("traceroute", NetTools::ping);
    }

    /** The same request, given up after the client's patience. */
    static Reply patient(Reply reply, Optional<Duration> patience) {
        return patience.isPresent() && reply.took().compareTo(patience.get()) > 0
                ? new Reply.TimedOut(patience.get())
                : reply;
    }

    static Reply send(
            Invocation call,
            String address,
            int port,
            Protocol protocol,
            String what,
            String body,
            Duration after) {
        Request request = Request.of(protocol, what, call.now().plus(after)).with(body);
        return call.process().call(address, port, request);
    }

    private static Outcome wget(Invocation call) {
        Options options = Options.of(call.args(), "qO:T:ScP:Y:U:t:");
        if (options.operands().isEmpty()) {
            call.streams()
                    .err()
                    .write("BusyBox v1.35.0 (Debian 1:1.35.0-4+b7) multi-call binary.\n");
            return Outcome.of(1);
        }
        boolean quiet = options.has("q");
        boolean spider = options.has("--spider");
        Optional<Duration> patience =
                options.value("T")
                        .or(() -> options.value("--timeout"))
                        .filter(t -> t.matches("\\d{1,6}"))
                        .map(t -> Duration.ofSeconds(Long.parseLong(t)));
        String post = options.value("--post-data").orElse("");
        Duration took = Duration.ZERO;
        for (String written : options.operands()) {
            Optional<Url> parsed = Url.parse(written);
            if (parsed.isEmpty()) {
                return call.fail("not an http or ftp url: " + written);
            }
            Url url = parsed.get();
            Names.Found host = Names.find(call.machine(), url.host());
            took = took.plus(host.took());
            if (host.address().isEmpty()) {
                return call.fail("bad address '" + url.authority(written) + "'", took);
            }
            String address = host.address().get();
            if (!quiet) {
                call.streams()
                        .err()
                        .write(
                                "Connecting to %s (%s:%d)\n"
                                        .formatted(url.authority(written), address, url.port()));
            }
            String verb = spider ? "HEAD " : post.isEmpty() ? "GET " : "POST ";
            Reply reply =
                    patient(
                            send(
                                    call,
                                    address,
                                    url.port(),
                                    Protocol.HTTP,
                                    verb + url.path(),
                                    post,
                                    took),
                            patience);
            took = took.plus(reply.took());
            switch (reply) {
                case Reply.Answered answer when answer.status() < 400 -> {
                    if (!spider) {
                        Outcome stored = store(call, options, url, answer.body(), quiet);
                        if (stored.status() != 0) {
                            return new Outcome(stored.status(), took);
                        }
                    } else if (!quiet) {
                        call.streams().err().write("remote file exists\n");
                    }
                }
                case Reply.Answered answer -> {
                    return call.fail(
                            "server returned error: HTTP/1.1 " + Http.status(answer.status()),
                            took);
                }
                case Reply.Refused _ -> {
                    return call.fail(
                            "can't connect to remote host (" + address + "): Connection refused",
                            took);
                }
                case Reply.TimedOut _ -> {
                    return patience.isPresent()
                            ? call.fail("download timed out", took)
                            : call.fail(
                                    "can't connect to remote host ("
                                            + address
                                            + "): Connection timed out",
                                    took.minus(reply.took()).plus(CONNECT_TIMEOUT));
                }
                default -> {
                    return call.fail("error getting response: Connection reset by peer", took);
                }
            }
        }
        return new Outcome(0, took.plusMillis(2));
    }

    private static Outcome store(
            Invocation call, Options options, Url url, String body, boolean quiet) {
        String target =
                options.value("O")
                        .orElseGet(
                                () -> {
                                    String name = url.path().replaceAll("[?#].*|.*/", "");
                                    return name.isEmpty() ? "index.html" : name;
                                });
        boolean stdout = target.equals("-");
        if (!quiet) {
            call.streams()
                    .err()
                    .write(stdout ? "writing to stdout\n" : "saving to '" + target + "'\n");
        }
        if (stdout) {
            call.out(body);
        } else {
            try {
                call.machine().files().write(call.path(target), body, false);
            } catch (FileError e) {
                return call.fail("can't open '" + target + "': " + e.text());
            }
        }
        if (!quiet) {
            call.streams()
                    .err()
                    .write(
                            "%-20s 100%% |%s| %5d  0:00:00 ETA\n"
                                    .formatted(target, "*".repeat(32), body.length()));
            call.streams().err().write(stdout ? "written to stdout\n" : "'" + target + "' saved\n");
        }
        return Outcome.ok();
    }

    /** busybox asks for every name of the search list at once, for both kinds of address. */
    private static Outcome nslookup(Invocation call) {
        List<String> args = call.args().stream().filter(a -> !a.startsWith("-")).toList();
        if (args.isEmpty()) {
            return call.fail("usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]");
        }
        String name = args.getFirst();
        ResolverConfig resolver = call.machine().resolver();
        String server = resolver.servers().isEmpty() ? "127.0.0.1" : resolver.servers().getFirst();
        boolean dotted = name.contains(".");
        List<String> names = new ArrayList<>();
        if (dotted) {
            names.add(name.replaceFirst("\\.$", ""));
        } else {
            resolver.searches().forEach(domain -> names.add(name + "." + domain));
        }
        List<DnsAnswer> answers = names.stream().map(n -> call.machine().query(n)).toList();
        Duration took =
                answers.stream()
                        .map(DnsAnswer::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        if (answers.stream().allMatch(DnsAnswer.Silence.class::isInstance)) {
            call.line(";; connection timed out; no servers could be reached\n");
            return new Outcome(1, Duration.ofSeconds(15));
        }
        call.out("Server:\t\t" + server + "\nAddress:\t" + server + ":53\n\n");
        boolean failed = false;
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            String asked = names.get(i);
            switch (answers.get(i)) {
                case DnsAnswer.Found found -> {
                    StringBuilder block = new StringBuilder();
                    String shown = asked;
                    if (!found.alias().isEmpty()) {
                        block.append(asked)
                                .append("\tcanonical name = ")
                                .append(found.alias())
                                .append('\n');
                        shown = found.alias();
                    }
                    for (String address : found.addresses()) {
                        block.append("Name:\t").append(shown).append('\n');
                        block.append("Address: ").append(address).append('\n');
                    }
                    first.add(block + "\n");
                    second.add("\n");
                }
                case DnsAnswer.NoSuchName _ -> {
                    failed = true;
                    String text = "** server can't find " + asked + ": NXDOMAIN\n\n";
                    boolean last = i == names.size() - 1;
                    first.add(text);
                    if (last) {
                        first.add(text);
                    } else {
                        second.add(text);
                    }
                }
                case DnsAnswer.Failed refused -> {
                    failed = true;
                    first.add("** server can't find " + asked + ": " + refused.code() + "\n\n");
                }
                case DnsAnswer.Silence _ -> failed = true;
            }
        }
        order(first, second, dotted).forEach(call::out);
        return new Outcome(failed ? 1 : 0, took);
    }

    /**
     * Answers come in no fixed order; this is one that is often seen: the last domain's first, the
     * own one's between.
     */
    private static List<String> order(List<String> first, List<String> second, boolean dotted) {
        List<String> all = new ArrayList<>();
        if (dotted || first.size() < 3) {
            all.addAll(first);
            all.addAll(second);
            return all;
        }
        String own = first.removeLast();
        all.addAll(first.subList(0, 2));
        all.add(own);
        all.addAll(first.subList(2, first.size()));
        List<String> rest = new ArrayList<>(second);
        if (!rest.isEmpty() && rest.getLast().equals("\n")) {
            rest.addFirst(rest.removeLast());
        }
        all.addAll(rest);
        return all;
    }

    private static Outcome nc(Invocation call) {
        Options options = Options.of(call.args(), "lp:zvw:ukne:i:");
        if (options.has("l")) {
            String port =
                    options.value("p")
                            .filter(p -> !p.isEmpty())
                            .orElseGet(
                                    () ->
                                            options.operands().isEmpty()
                                                    ? "0"
                                                    : options.operands().getLast());
            return listen(call, port);
        }
        List<String> operands = options.operands();
        if (operands.size() < 2 || !operands.get(1).matches("\\d{1,5}")) {
            call.streams().err().write("Usage: nc [OPTIONS] HOST PORT  - connect\n");
            return Outcome.of(1);
        }
        String host = operands.getFirst();
        int port = Integer.parseInt(operands.get(1));
        Names.Found found = Names.find(call.machine(), host);
        if (found.address().isEmpty()) {
            return call.fail("bad address '" + host + "'", found.took());
        }
        String address = found.address().get();
        Optional<Duration> patience =
                options.value("w")
                        .filter(w -> w.matches("\\d{1,6}"))
                        .map(w -> Duration.ofSeconds(Long.parseLong(w)));
        String input = options.has("z") ? "" : call.in().rest();
        boolean http = input.matches("(?s)(GET|POST|HEAD) .*");
        String what =
                http ? input.lines().findFirst().orElse("").replaceAll(" HTTP/.*", "") : "connect";
        Reply reply =
                patient(
                        send(
                                call,
                                address,
                                port,
                                http ? Protocol.HTTP : Protocol.TCP,
                                what,
                                "",
                                found.took()),
                        patience);
        Duration took = found.took().plus(reply.took());
        switch (reply) {
            case Reply.Refused _ -> {
                return options.has("z") && !options.has("v")
                        ? new Outcome(1, took)
                        : call.fail(
                                "can't connect to remote host ("
                                        + address
                                        + "): Connection refused",
                                took);
            }
            case Reply.TimedOut _ -> {
                return patience.isPresent()
                        ? call.fail("timed out", took)
                        : call.fail(
                                "can't connect to remote host ("
                                        + address
                                        + "): Connection timed out",
                                CONNECT_TIMEOUT);
            }
            case Reply.Answered answer when http -> call.out(Http.text(answer));
            default -> {
                if (options.has("v")) {
                    call.streams().err().write("%s (%s:%d) open\n".formatted(host, address, port));
                }
            }
        }
        return new Outcome(0, took);
    }

    private static Outcome listen(Invocation call, String port) {
        if (!port.matches("\\d{1,5}") || call.process().taken(Integer.parseInt(port))) {
            return call.fail("bind: Address already in use");
        }
        call.process().listen(Integer.parseInt(port), Bind.DUAL);
        return new Outcome(0, Outcome.FOREVER);
    }

    private static Outcome telnet(Invocation call) {
        List<String> operands = Options.of(call.args(), "").operands();
        if (operands.isEmpty()) {
            return Outcome.of(1);
        }
        Names.Found found = Names.find(call.machine(), operands.getFirst());
        if (found.address().isEmpty()) {
            return call.fail("bad address '" + operands.getFirst() + "'", found.took());
        }
        int port =
                operands.size() > 1 && operands.get(1).matches("\\d{1,5}")
                        ? Integer.parseInt(operands.get(1))
                        : 23;
        String address = found.address().get();
        Reply reply = send(call, address, port, Protocol.TCP, "connect", "", found.took());
        return switch (reply) {
            case Reply.Refused _ ->
                    call.fail("can't connect to remote host (" + address + "): Connection refused");
            case Reply.TimedOut _ ->
                    call.fail(
                            "can't connect to remote host (" + address + "): Connection timed out",
                            CONNECT_TIMEOUT);
            default -> {
                call.line("\nConnected to " + operands.getFirst());
                call.streams().err().write("Connection closed by foreign host\n");
                yield Outcome.of(1);
            }
        };
    }

    private static Outcome ping(Invocation call) {
        Options options = Options.of(call.args(), "c:w:W:i:s:q46n");
        if (options.operands().isEmpty()) {
            return call.fail("missing host operand");
        }
        String host = options.operands().getFirst();
        Names.Found found = Names.find(call.machine(), host);
        if (found.address().isEmpty()) {
            return call.fail("bad address '" + host + "'", found.took());
        }
        String address = found.address().get();
        long count = Math.min(100, options.number("c", options.number("w", 0)));
        boolean endless = count == 0;
        count = endless ? 3 : count;
        call.line("PING " + host + " (" + address + "): 56 data bytes");
        int received = 0;
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Reply reply = send(call, address, 0, Protocol.ICMP, "echo", "", Duration.ofSeconds(i));
            if (reply instanceof Reply.Answered) {
                double millis = reply.took().toNanos() / 1e6;
                times.add(millis);
                received++;
                call.line(
                        String.format(
                                Locale.ROOT,
                                "64 bytes from %s: seq=%d ttl=64 time=%.3f ms",
                                address,
                                i,
                                millis));
            }
        }
        call.line("\n--- " + host + " ping statistics ---");
        call.line(
                "%d packets transmitted, %d packets received, %d%% packet loss"
                        .formatted(count, received, 100 * (count - received) / count));
        if (received > 0) {
            call.line(
                    String.format(
                            Locale.ROOT,
                            "round-trip min/avg/max = %.3f/%.3f/%.3f ms",
                            times.stream().mapToDouble(d -> d).min().orElse(0),
                            times.stream().mapToDouble(d -> d).average().orElse(0),
                            times.stream().mapToDouble(d -> d).max().orElse(0)));
        }
        Duration took = Duration.ofSeconds(received == count ? count - 1 : count + 9);
        return new Outcome(received > 0 ? 0 : 1, endless ? Outcome.FOREVER : took);
    }

    private static Outcome httpd(Invocation call) {
        Options options = Options.of(call.args(), "fvp:h:c:iu:");
        String port = options.value("p").orElse("80").replaceAll(".*:", "");
        if (!port.matches("\\d{1,5}") || call.process().taken(Integer.parseInt(port))) {
            return call.fail("bind: Address already in use");
        }
        call.process().listen(Integer.parseInt(port), Bind.DUAL);
        return options.has("f") ? new Outcome(0, Outcome.FOREVER) : Outcome.ok();
    }

    private static Outcome netstat(Invocation call) {
        call.line("Active Internet connections (only servers)");
        call.line(
                "Proto Recv-Q Send-Q Local Address           Foreign Address         State       ");
        for (int port : call.machine().ports()) {
            call.line(
                    "tcp        0      0 %-23s %-23s LISTEN      "
                            .formatted("0.0.0.0:" + port, "0.0.0.0:*"));
        }
        return Outcome.ok();
    }

    private static Outcome ip(Invocation call) {
        String address = call.process().address();
        String what = call.args().isEmpty() ? "addr" : call.args().getFirst();
        if (what.startsWith("r")) {
            String gateway = address.substring(0, address.lastIndexOf('.') + 1) + "1";
            call.line("default via " + gateway + " dev eth0 ");
            return Outcome.ok();
        }
        call.out(
                """
                1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000
                    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
                    inet 127.0.0.1/8 scope host lo
                       valid_lft forever preferred_lft forever
                2: eth0@if3: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue\s
                    inet %s/24 brd %s.255 scope global eth0
                       valid_lft forever preferred_lft forever
                """
                        .formatted(
                                address,
                                address.substring(0, Math.max(0, address.lastIndexOf('.')))));
        return Outcome.ok();
    }

    private static Outcome getent(Invocation call) {
        if (call.args().size() < 2) {
            return Outcome.of(1);
        }
        Names.Found found = Names.find(call.machine(), call.args().get(1));
        if (found.address().isEmpty()) {
            return new Outcome(2, found.took());
        }
        call.line("%-15s %s".formatted(found.address().get(), call.args().get(1)));
        return new Outcome(0, found.took());
    }

    private static Outcome redis(Invocation call) {
        Options options = Options.of(call.args(), "h:p:n:a:");
        String host = options.value("h").orElse("127.0.0.1");
        int port = (int) options.number("p", 6379);
        String command = String.join(" ", options.operands()).toUpperCase(Locale.ROOT);
        Reply reply = send(call, host, port, Protocol.REDIS, command, "", Duration.ZERO);
        return switch (reply) {
            case Reply.Answered _ -> {
                call.line(command.equals("PING") ? "PONG" : "(nil)");
                yield new Outcome(0, reply.took());
            }
            case Reply.UnknownHost _ -> {
                call.streams()
                        .err()
                        .write(
                                "Could not connect to Redis at %s:%d: Name or service not known\n"
                                        .formatted(host, port));
                yield new Outcome(1, reply.took());
            }
            default -> {
                call.streams()
                        .err()
                        .write(
                                "Could not connect to Redis at %s:%d: Connection refused\n"
                                        .formatted(host, port));
                yield new Outcome(1, reply.took());
            }
        };
    }
}
