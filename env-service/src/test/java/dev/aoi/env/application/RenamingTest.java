package dev.aoi.env.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class RenamingTest {
    private static final List<Workload> WORKLOADS = SocialNetwork.workloads();
    private static final Set<String> OLD_WORDS =
            WORKLOADS.stream()
                    .flatMap(w -> Arrays.stream(w.program().split("-")))
                    .collect(Collectors.toSet());

    private static Renaming of(long seed) {
        return Renaming.of(seed, SocialNetwork.NAMESPACE, WORKLOADS);
    }

    @Test
    void seedZeroKeepsEverything() {
        Renaming same = of(0);
        assertThat(same.namespace()).isEqualTo("test-social-network");
        assertThat(same.name("user-service")).isEqualTo("user-service");
        assertThat(same.port("user-service")).isEqualTo(9090);
        assertThat(same.port("media-frontend")).isEqualTo(8080);
        assertThat(same.servicePort("media-frontend")).isEqualTo(8081);
    }

    @Property(tries = 300)
    void otherSeedsDrawNamesAndPortsAnew(@ForAll long seed) {
        if (seed == 0) {
            return;
        }
        Renaming drawn = of(seed);
        List<String> names = WORKLOADS.stream().map(w -> drawn.name(w.program())).toList();
        List<String> all = new ArrayList<>(names);
        all.add(drawn.namespace());
        assertThat(all)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z][a-z0-9-]{1,40}[a-z]"));
        assertThat(all)
                .allSatisfy(n -> assertThat(n.split("-")).doesNotContainAnyElementsOf(OLD_WORDS));
        List<Integer> ports = new ArrayList<>();
        for (Workload w : WORKLOADS) {
            if (w.role() != Role.TRACING) {
                ports.add(drawn.port(w.program()));
                if (w.role() == Role.MEDIA_EDGE) {
                    ports.add(drawn.servicePort(w.program()));
                } else {
                    assertThat(drawn.servicePort(w.program())).isEqualTo(drawn.port(w.program()));
                }
            }
        }
        assertThat(ports)
                .doesNotHaveDuplicates()
                .allMatch(p -> p >= 3_000 && p < 30_000)
                .doesNotContain(9090, 8080, 8081, 6379, 11211, 27017, 9999, 9998);
    }

    @Property(tries = 50)
    void theSameSeedDrawsTheSame(@ForAll long seed) {
        assertThat(Manifests.of(of(seed))).isEqualTo(Manifests.of(of(seed)));
    }

    @Test
    void differentSeedsDiffer() {
        assertThat(of(1).name("user-service")).isNotEqualTo(of(2).name("user-service"));
        assertThat(of(1).port("user-service")).isNotEqualTo(of(2).port("user-service"));
    }

    @Test
    void unknownProgramsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0).name("nothing"))
                .withMessageContaining("nothing");
    }
}
