package dev.aoi.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

class KindsPageTest {
    @Test
    void thePageIsWhatTheTableOfKindsSays() throws IOException {
        assertThat(Files.readString(KindsPage.file()))
                .as("docs/cluster-kinds.md is out of date; run the main method of KindsPage")
                .isEqualTo(KindsPage.text());
    }
}
