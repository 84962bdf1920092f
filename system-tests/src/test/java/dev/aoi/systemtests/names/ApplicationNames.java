package dev.aoi.systemtests.names;

import dev.aoi.env.application.Installation;
import dev.aoi.env.application.SocialNetwork;
import dev.aoi.env.application.Workload;

import io.fabric8.kubernetes.api.model.Service;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a diagnosis must not be able to know beforehand: the application's namespace, the names of
 * its objects and programs, and the ports of its Services.
 *
 * @param words names, matched as whole words
 * @param ports matched as whole numbers
 * @param anyOf finds any of them
 */
record ApplicationNames(Set<String> words, Set<Integer> ports, Pattern anyOf) {

    /** Of every application, under its own names. */
    static ApplicationNames all() {
        Installation installation = Installation.socialNetwork(0);
        Set<String> words = new TreeSet<>();
        words.add(SocialNetwork.NAME);
        words.add(SocialNetwork.NAMESPACE);
        for (Workload workload : SocialNetwork.workloads()) {
            words.add(workload.program());
            words.add(workload.executable());
        }
        installation.objects().forEach(o -> words.add(o.getMetadata().getName()));
        words.remove("");
        Set<Integer> ports = ports(installation);
        return new ApplicationNames(words, ports, anyOf(words, ports));
    }

    private static Set<Integer> ports(Installation installation) {
        return installation.objects().stream()
                .filter(Service.class::isInstance)
                .flatMap(s -> ((Service) s).getSpec().getPorts().stream())
                .flatMap(p -> Stream.of(p.getPort(), p.getTargetPort().getIntVal()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words and ports that a text contains. */
    List<String> in(String text) {
        return anyOf.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    private static Pattern anyOf(Set<String> words, Set<Integer> ports) {
        return Stream.concat(words.stream(), ports.stream().flatMap(ApplicationNames::spellings))
                .map(Pattern::quote)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(
                                        "|", "(?<![A-Za-z0-9_-])(?:", ")(?![A-Za-z0-9_-])"),
                                any -> Pattern.compile(any, Pattern.CASE_INSENSITIVE)));
    }

    /** 9090 may also be written 9_090. */
    private static Stream<String> spellings(int port) {
        return Stream.of("" + port, "%d_%03d".formatted(port / 1000, port % 1000));
    }
}
