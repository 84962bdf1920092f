package dev.aoi.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every subcommand has: {@code --help}, and how its help ends. */
@Command(
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        footerHeading = "%n",
        sortOptions = false,
        exitCodeList = {
            "0:ok",
            "1:it ran, but what was asked for did not succeed",
            "2:the command line cannot be understood, or names what does not exist",
            "3:environment or configuration: port taken, broker unreachable, folder not writable",
            "130:ended by Ctrl-C",
            "143:ended by SIGTERM"
        })
final class Everywhere {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "Show this help and end.")
    private boolean help;
}
