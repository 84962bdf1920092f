package dev.aoi.standalone.command;

import dev.aoi.standalone.Release;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aoi} itself: only a roof over its subcommands. */
@Command(
        name = "aoi",
        versionProvider = Release.class,
        description = "Autonomous operations on an event stream: Kafka in, repaired cluster out.",
        subcommands = {
            RunCommand.class,
            UpCommand.class,
            ProblemsCommand.class,
            IncidentsCommand.class,
            ShowCommand.class,
            TapCommand.class,
            CancelCommand.class,
            ApprovalsCommand.class,
            ApproveCommand.class,
            DenyCommand.class,
            UndoCommand.class,
            DeadLettersCommand.class,
            ExportCommand.class,
            TopicsCommand.class,
            ServiceCommand.class,
            ClusterCommand.class
        },
        footer = {
            "Models (a program of its own): aoi model --help",
            "",
            "Environment:",
            "  AOI_HOME         data folder (default: .aoi in the checkout)",
            "  AOI_RETENTION    what all fact topics may keep together (default: 512MB)",
            "  AOI_POLICY       auto, runbook or llm (default: auto: llm when a key or base is"
                    + " set)",
            "  API_KEY, API_BASE, MODEL, ...   the language model, see README",
            "  NO_COLOR         set to anything: no colours",
            "",
            "Start with: aoi run"
        })
public final class AoiCommand implements Runnable {
    @Mixin private Everywhere everywhere = new Everywhere();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and end.")
    private boolean version;

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    /** For picocli. */
    public AoiCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "Which command?");
    }
}
