package dev.aoi.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNamesTest {
    @ParameterizedTest
    @CsvSource({
        "redis, docker.io/library/redis:latest",
        "redis:6.2.4, docker.io/library/redis:6.2.4",
        "library/mongo:4.4.6, docker.io/library/mongo:4.4.6",
        "a/b, docker.io/a/b:latest",
        "docker.io/a/b:1, docker.io/a/b:1",
        "registry.k8s.io/pause:3.10, registry.k8s.io/pause:3.10",
        "localhost:5000/x, localhost:5000/x:latest"
    })
    void haveOneFullForm(String name, String canonical) {
        assertThat(ImageNames.canonical(name)).isEqualTo(canonical);
    }
}
