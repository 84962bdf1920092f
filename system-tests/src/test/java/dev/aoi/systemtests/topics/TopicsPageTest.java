package dev.aoi.systemtests.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

final class TopicsPageTest {

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        assertThat(Files.readString(TopicsPage.file()))
                .as("docs/topics.md is out of date; run the main method of TopicsPage")
                .isEqualTo(TopicsPage.text());
    }
}
