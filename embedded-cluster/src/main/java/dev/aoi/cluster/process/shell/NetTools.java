package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tools for the network: all of them go the same way as the programs' own requests. */
final class NetTools {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(127);

    private NetTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("wget", Wget::run);
        applets.put("curl", Curl::run);
        applets.put("nc", NetTools::nc);
        applets.put("telnet", NetTools::telnet);
        applets.put("ping", NetTools::ping);
        applets.put("httpd", NetTools::httpd);
        applets.put("netstat", NetTools::netstat);
        applets.put("ip", NetTools::ip);
        applets.put("ifconfig", NetTools::ip);
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
