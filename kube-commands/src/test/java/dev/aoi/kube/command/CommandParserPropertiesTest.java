package dev.aoi.kube.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

class CommandParserPropertiesTest {

    private static final List<String> METACHARACTERS =
            List.of(
                    "|", "&", ";", "<", ">", "$", "`", "(", ")", "*", "?", "[", "]", "{", "}", "~",
                    "#", "\\", "\n", "\r", "\0");

    @Property
    void neverThrowsOnAnyText(@ForAll String text) {
        assertThat(CommandParser.parse(text)).isNotNull();
    }

    @Property
    void neverThrowsOnNearCommands(@ForAll("fragments") List<String> fragments) {
        assertThat(CommandParser.parse(String.join(" ", fragments))).isNotNull();
    }

    @Property
    void canonicalTextReadsBackAsTheSameCommand(@ForAll("commands") KubeCommand command) {
        assertThat(CommandParser.parse(command.text())).isEqualTo(new Parsed.Understood(command));
    }

    @Property
    void noMetacharacterOutsideQuotesIsAccepted(
            @ForAll("commands") KubeCommand command,
            @ForAll("metacharacters") String metacharacter) {
        String text = command.text().replaceAll(" -p '.*", " -p x");
        assertThat(CommandParser.parse(text + " " + metacharacter + " x"))
                .isInstanceOf(Parsed.Rejected.class);
    }

    @Property
    void quotedWordsAreReadBackUnchanged(@ForAll("printable") String word) {
        assertThat(Tokeniser.words(Quoting.quote(word))).containsExactly(word);
    }

    @Provide
    Arbitrary<String> metacharacters() {
        // A line end at the text's own end would be no second line, so something follows it.
        return Arbitraries.of(METACHARACTERS);
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(40);
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.of(
                        "kubectl",
                        "get",
                        "describe",
                        "logs",
                        "patch",
                        "scale",
                        "rollout",
                        "undo",
                        "pods",
                        "svc",
                        "secret",
                        "deploy/a",
                        "@p1",
                        "-n",
                        "-A",
                        "--",
                        "-o",
                        "yaml",
                        "-p",
                        "'{}'",
                        "--type=json",
                        "--replicas=1",
                        "--tail",
                        "-l",
                        "x=y",
                        "'",
                        "\"",
                        "=",
                        "-",
                        "--=",
                        "/",
                        "a/b/c",
                        ",",
                        "exec",
                        "cat",
                        "/proc/net/tcp")
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<KubeCommand> commands() {
        Arbitrary<String> names =
                Arbitraries.of("a", "user-service", "user-service-958d6967d-6fknm", "x.y.z", "0");
        Arbitrary<NamespaceChoice> somewhere =
                Arbitraries.of(
                        new NamespaceChoice.Unstated(), new NamespaceChoice.One("test-social"));
        Arbitrary<ObjectRef> handle =
                Arbitraries.integers().between(1, 999).map(i -> new ObjectRef.ByHandle("@x" + i));
        Arbitrary<ObjectRef> deployments =
                names.map(n -> new ObjectRef.Named(ResourceType.DEPLOYMENT, n));
        Arbitrary<ObjectRef> typed =
                Arbitraries.of("@d1", "@d23")
                        .map(h -> new ObjectRef.TypedHandle(ResourceType.DEPLOYMENT, h));
        Arbitrary<ObjectRef> refs = Arbitraries.oneOf(handle, deployments, typed);
        Arbitrary<List<ObjectRef>> one = refs.map(List::of);
        Arbitrary<KubeCommand> gets =
                Combinators.combine(
                                Arbitraries.of(ResourceType.class)
                                        .list()
                                        .ofMinSize(1)
                                        .uniqueElements(),
                                Arbitraries.of(
                                        new NamespaceChoice.All(), new NamespaceChoice.One("n")),
                                Arbitraries.of("", "a=b", "a in (b,c),!d", "a!=b"),
                                Arbitraries.of("", "status.phase!=Running"),
                                Arbitraries.of(OutputFormat.class),
                                Arbitraries.of("", ".metadata.name", ".a[0].b"),
                                Arbitraries.of(true, false))
                        .as(
                                (types, where, labels, fields, output, sort, flag) ->
                                        new Get(
                                                types,
                                                List.of(),
                                                where,
                                                new Selection(labels, fields),
                                                output,
                                                sort,
                                                flag,
                                                !flag));
        Arbitrary<KubeCommand> named =
                Combinators.combine(refs.list().ofMinSize(1).ofMaxSize(3), somewhere)
                        .as((r, n) -> new Describe(List.of(), r, n, Selection.NONE));
        Arbitrary<KubeCommand> logs =
                Combinators.combine(
                                one,
                                somewhere,
                                Arbitraries.of("", "app"),
                                Arbitraries.of(true, false),
                                Arbitraries.longs().between(-1, 1000),
                                Arbitraries.longs().between(0, 100_000))
                        .as(
                                (o, n, c, f, tail, since) ->
                                        new Logs(
                                                o,
                                                "",
                                                n,
                                                c,
                                                f,
                                                tail,
                                                since,
                                                c.isEmpty() && f,
                                                f,
                                                !f));
        Arbitrary<KubeCommand> patches =
                Combinators.combine(
                                one,
                                somewhere,
                                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(9))
                        .as(
                                (o, n, v) ->
                                        new Patch(
                                                o,
                                                n,
                                                PatchType.MERGE,
                                                tools.jackson.databind.json.JsonMapper.shared()
                                                        .writeValueAsString(
                                                                java.util.Map.of("spec", v))));
        Arbitrary<KubeCommand> scales =
                Combinators.combine(
                                one,
                                somewhere,
                                Arbitraries.integers().between(0, 1000),
                                Arbitraries.integers().between(-1, 1000))
                        .as(Scale::new);
        Arbitrary<KubeCommand> rollouts =
                Combinators.combine(one, somewhere, Arbitraries.longs().between(0, 99))
                        .flatAs(
                                (o, n, r) ->
                                        Arbitraries.of(
                                                new RolloutStatus(o, n),
                                                new RolloutHistory(o, n, r),
                                                new RolloutRestart(o, n),
                                                new RolloutUndo(o, n, r)));
        Arbitrary<KubeCommand> others =
                Combinators.combine(one, somewhere, Arbitraries.of(Exec.READ_ONLY))
                        .flatAs(
                                (o, n, argv) ->
                                        Arbitraries.of(
                                                new Exec(o, n, "app", argv),
                                                new Events(o, n, List.of("Warning")),
                                                new Events(List.of(), n, List.of())));
        return Arbitraries.oneOf(gets, named, logs, patches, scales, rollouts, others);
    }
}
