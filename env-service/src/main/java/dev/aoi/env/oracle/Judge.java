package dev.aoi.env.oracle;

import dev.aoi.env.cluster.NamespaceSnapshot;
import dev.aoi.env.cluster.Readiness;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Submission;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges incidents: first the benchmark's rules on the cluster as it is, then ours, which may let
 * its time pass and send requests.
 */
public final class Judge {
    private Judge() {}

    /** Judges a problem of the benchmark. */
    public static Judgement judge(Truth truth, Case judged) throws InterruptedException {
        Submission submission = judged.submission();
        CompatScore compat = compat(truth, judged);
        StrictScore strict = strict(truth, judged);
        List<OracleVerdict> oracles = new ArrayList<>(compat.oracles());
        oracles.addAll(strict.oracles());
        Map<String, String> results = new HashMap<>(compat.results());
        results.putAll(quantities(truth.task(), judged));
        return new Judgement(
                AnswerJson.expected(truth),
                submitted(truth.task(), submission),
                compat.success(),
                results,
                strict.success(),
                strict.reason(),
                oracles);
    }

    /** Judges an incident on the user's own cluster, of which only its health can be seen. */
    public static Judgement health(TaskType task, String namespace, Case judged) {
        PodSweep.Result sweep =
                PodSweep.nullSafe(CompatMitigation.pods(judged.access().client(), namespace));
        List<String> unready = Readiness.unready(judged.access(), namespace);
        boolean healthy = sweep.healthy() && unready.isEmpty();
        String detail =
                healthy
                        ? "All pods and deployments of the namespace are healthy."
                        : sweep.healthy() ? "Not ready: " + unready + "." : sweep.detail() + ".";
        return new Judgement(
                "",
                submitted(task, judged.submission()),
                false,
                quantities(task, judged),
                healthy,
                detail,
                List.of(
                        Verdicts.of("compat.problem", false, "No benchmark problem"),
                        Verdicts.of("strict.healthy", healthy, detail)));
    }

    private static CompatScore compat(Truth truth, Case judged) {
        return switch (truth.task()) {
            case DETECTION -> CompatAnswers.detection(truth, judged.submission());
            case LOCALIZATION -> CompatAnswers.localization(truth, judged.submission());
            case ANALYSIS -> CompatAnswers.analysis(truth, judged.submission());
            case MITIGATION -> CompatMitigation.judge(judged.access().client(), truth);
            case UNSPECIFIED -> throw new IllegalArgumentException("No task type, no rules");
        };
    }

    private static StrictScore strict(Truth truth, Case judged) throws InterruptedException {
        if (truth.task() == TaskType.MITIGATION) {
            return StrictMitigation.judge(
                    judged.access(), truth, judged.before(), judged.loadUrl());
        }
        return StrictAnswers.judge(
                truth,
                judged.submission(),
                judged.cited(),
                NamespaceSnapshot.differences(
                        judged.injected(),
                        NamespaceSnapshot.take(judged.access().client(), truth.namespace())));
    }

    private static String submitted(TaskType task, @Nullable Submission submission) {
        return submission == null ? "" : AnswerJson.of(task, submission.getAnswer());
    }

    /** The benchmark's times and counts (aiopslab.md 4.1). */
    private static Map<String, String> quantities(TaskType task, Case judged) {
        String time =
                switch (task) {
                    case DETECTION -> "TTD";
                    case LOCALIZATION -> "TTL";
                    case ANALYSIS -> "TTA";
                    case MITIGATION, UNSPECIFIED -> "TTM";
                };
        Submission submission = judged.submission();
        return Map.of(
                time,
                Double.toString(judged.seconds()),
                "steps",
                submission == null ? "0" : "" + submission.getSteps(),
                "in_tokens",
                submission == null ? "0" : "" + submission.getTokens().getInput(),
                "out_tokens",
                submission == null ? "0" : "" + submission.getTokens().getOutput());
    }
}
