package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.DnsAnswer;
import dev.aoi.cluster.process.ResolverConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tools that ask for names. */
final class NameTools {
    private NameTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("nslookup", NameTools::nslookup);
        applets.put("getent", NameTools::getent);
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
}
