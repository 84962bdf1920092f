package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.training.GrpoOptions;
import dev.aoi.grpo.training.SftTrainer;
import dev.aoi.grpo.training.TrainingOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Defaults of the command line are the library's. */
final class StandardValuesTest {

    private static CommandLine parsed(String command) {
        CommandLine line = ModelCommand.commandLine();
        line.parseArgs(command, "dir", "--data", "d", "--output", "o");
        return line.getSubcommands().get(command);
    }

    @Test
    void trainingWithoutOptionsIsTheStandard() {
        TrainCommand train = parsed("train").getCommand();

        assertThat(train.grpo()).isEqualTo(GrpoOptions.standard());
    }

    @Test
    void supervisedTrainingWithoutOptionsIsTheStandard() {
        SftCommand supervised = parsed("sft").getCommand();

        assertThat(supervised.training()).isEqualTo(TrainingOptions.of(SftTrainer.LEARNING_RATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "sft"})
    void anAdapterWithoutOptionsIsTheStandard(String command) {
        CommandLine line = parsed(command);
        TrainingArguments arguments =
                (TrainingArguments) line.getCommandSpec().mixins().get("arguments").userObject();

        assertThat(arguments.lora()).isEqualTo(LoraConfig.standard());
    }

    @Test
    void helpShowsThem() {
        String help = ModelCommand.commandLine().getSubcommands().get("train").getUsageMessage();

        assertThat(help.replaceAll("\\s+", " "))
                .contains("Sequences of a micro-batch. Default: 8.")
                .contains("--learning-rate=<learningRate> Default: 1.0E-6.")
                .doesNotContain("Default: null");
    }

    @Test
    void noOptionOfATrainingSaysItsDefaultItself() {
        for (String command : new String[] {"train", "sft", "advantages"}) {
            CommandLine line = ModelCommand.commandLine().getSubcommands().get(command);
            for (OptionSpec option : line.getCommandSpec().options()) {
                String described = String.join(" ", option.description());
                if (described.contains("Default: ") && !option.longestName().startsWith("--in")) {
                    assertThat(option.defaultValueString())
                            .as(option.longestName())
                            .isNotEqualTo("null");
                }
            }
        }
    }
}
