package dev.aoi.standalone.command;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.output.Screen;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code aoi cluster advance}. */
@Command(name = "advance", description = "Let the time of a cluster pass, as fast as it can.")
final class ClusterAdvanceCommand implements Callable<Integer> {
    private static final Pattern PART = Pattern.compile("(\\d+)([smhd])");

    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private FolderOption folderOption = new FolderOption();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DURATION", description = "E.g. 30s, 5m, 1h30m.")
    private String duration = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Which one. Default: the only one.")
    private @Nullable String name;

    ClusterAdvanceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen(json.on());
        Duration step = parse(duration);
        AoiFolder folder = folderOption.open(session);
        String world = OwnClusters.chosen(OwnClusters.of(folder), name);
        try (ClusterAdmin admin = OwnClusters.host(session, folder).admin()) {
            Instant now = admin.advance(world, step);
            screen.emit(Screen.object("advanced").put("name", world).put("now", now.toString()));
            screen.say("cluster " + world + " is at " + now);
        } catch (ApiException e) {
            throw CommandFailure.unsuccessful(e.getMessage() + ".");
        }
        return ExitCode.OK;
    }

    private static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            long count = Long.parseLong(part.group(1));
            sum =
                    sum.plus(
                            switch (part.group(2)) {
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            });
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw CommandFailure.usage(
                    "'" + text + "' is no duration; write it like 30s, 5m or 1h30m.");
        }
        return sum;
    }
}
