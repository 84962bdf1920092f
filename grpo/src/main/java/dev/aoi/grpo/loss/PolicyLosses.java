package dev.aoi.grpo.loss;

import java.util.List;
import java.util.stream.Collectors;

/** The policy losses by name. */
public final class PolicyLosses {
    private static final List<PolicyLoss> ALL =
            List.of(
                    new ClippedLoss("grpo", Aggregation.MEAN_OF_SEQUENCES),
                    new ClippedLoss("bnpo", Aggregation.MEAN_OF_TOKENS),
                    new ClippedLoss("dr_grpo", Aggregation.SUM_BY_FULL_LENGTH),
                    new ClippedLoss("dapo", Aggregation.SUM_BY_STEP_TOKENS),
                    new ClippedLoss("luspo", Aggregation.MEAN_OF_SEQUENCE_SUMS),
                    new CispoLoss(),
                    new SapoLoss(),
                    new VespoLoss());

    private PolicyLosses() {}

    /** All of them. */
    public static List<PolicyLoss> all() {
        return ALL;
    }

    /**
     * The loss of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PolicyLoss named(String name) {
        return ALL.stream()
                .filter(loss -> loss.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "loss_type %s is not known; there are %s"
                                                .formatted(
                                                        name,
                                                        ALL.stream()
                                                                .map(PolicyLoss::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
