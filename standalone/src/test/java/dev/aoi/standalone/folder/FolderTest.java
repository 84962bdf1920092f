package dev.aoi.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Records;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FolderTest {
    @TempDir Path temp;

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> new AoiFolder(file.resolve("data")).create())
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("The data folder " + file + "/data cannot be written (")
                .hasMessageEndingWith("); choose another one with --data or AOI_HOME.");
    }

    @Test
    void oneLockPerFolder() {
        AoiFolder folder = new AoiFolder(temp);
        FolderLock lock = FolderLock.tryTake(folder.lock()).orElseThrow();
        assertThat(FolderLock.tryTake(folder.lock())).isEmpty();
        assertThat(FolderLock.holder(folder.lock()))
                .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        lock.close();
        FolderLock.tryTake(folder.lock()).orElseThrow().close();
    }

    @Test
    void theAddressSurvivesTheFile() throws IOException {
        AoiFolder folder = new AoiFolder(temp);
        assertThat(StackAddress.read(folder)).isEmpty();
        StackAddress address =
                new StackAddress(
                        7,
                        "127.0.0.1:9092",
                        "http://127.0.0.1:8081",
                        "",
                        List.of("broker", "registry"),
                        "",
                        Records.NOON);
        address.write(folder);
        assertThat(StackAddress.read(folder)).contains(address);
        Files.writeString(folder.stack(), "{\"pid\": 7");
        assertThat(StackAddress.read(folder)).as("torn").isEmpty();
        StackAddress.remove(folder);
        assertThat(folder.stack()).doesNotExist();
    }
}
