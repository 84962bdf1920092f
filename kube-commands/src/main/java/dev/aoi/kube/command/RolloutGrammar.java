package dev.aoi.kube.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code kubectl rollout status|history|restart|undo}. */
final class RolloutGrammar {

    private static final long HIGHEST = Long.MAX_VALUE;

    private RolloutGrammar() {}

    static KubeCommand rollout(List<String> words) {
        String step = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (step) {
            case "status" -> {
                Arguments a = read(step, rest, EnumSet.of(Flag.WATCH, Flag.TIMEOUT));
                // Both only say how long to wait, and we look once.
                a.on(Flag.WATCH);
                yield new RolloutStatus(target(a), a.namespace());
            }
            case "history" -> {
                Arguments a = read(step, rest, EnumSet.of(Flag.REVISION));
                yield new RolloutHistory(
                        target(a), a.namespace(), a.number(Flag.REVISION, 0, HIGHEST, 0));
            }
            case "restart" -> {
                Arguments a = read(step, rest, EnumSet.noneOf(Flag.class));
                yield new RolloutRestart(target(a), a.namespace());
            }
            case "undo" -> {
                Arguments a = read(step, rest, EnumSet.of(Flag.TO_REVISION));
                yield new RolloutUndo(
                        target(a), a.namespace(), a.number(Flag.TO_REVISION, 0, HIGHEST, 0));
            }
            default ->
                    throw new Rejection(
                            "kubectl rollout takes status, history, restart or undo, not '"
                                    + step
                                    + "'");
        };
    }

    private static Arguments read(String step, List<String> words, Set<Flag> own) {
        own.add(Flag.NAMESPACE);
        return Arguments.read("rollout " + step, words, own);
    }

    private static List<ObjectRef> target(Arguments a) {
        ObjectRef target = ObjectWords.one(a.verb(), a.positional());
        ChangeGrammar.of(a.verb(), target, ResourceType.ROLLED_OUT);
        return List.of(target);
    }
}
