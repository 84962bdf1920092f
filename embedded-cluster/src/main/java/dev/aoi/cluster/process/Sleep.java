package dev.aoi.cluster.process;

import java.time.Duration;
import java.util.List;

/** {@code sleep N[smhd]}: exits 0 after that time; {@code infinity} never. */
public final class Sleep implements Program {
    @Override
    public void start(RunningProcess process) {
        List<String> argv = process.argv();
        if (argv.size() < 2) {
            process.log("sleep: missing operand");
            process.exit(1);
            return;
        }
        if (argv.get(1).equals("infinity")) {
            return;
        }
        Durations.parse(argv.get(1))
                .ifPresentOrElse(
                        time -> process.after(time, () -> process.exit(0)),
                        () -> {
                            process.log("sleep: invalid time interval '" + argv.get(1) + "'");
                            process.exit(1);
                        });
    }

    /** Does not handle SIGTERM as process 1, so the runtime kills it at the end of its grace. */
    @Override
    public Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofDays(1), 0);
    }
}
