package dev.aoi.executor.change;

import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.kube.write.UndoPatch;
import dev.aoi.schemas.executor.WriteIntended;

/** Changes as they stand in the journal, for the command language. */
final class IntendedWrites {
    private IntendedWrites() {}

    static PlannedWrite planned(WriteIntended intended) {
        return new PlannedWrite(
                command(intended),
                target(intended),
                intended.getResourceVersion(),
                intended.getBeforeImage(),
                intended.getPatchType(),
                intended.getPatch(),
                undo(intended),
                intended.getHash());
    }

    static UndoPatch undo(WriteIntended intended) {
        return new UndoPatch(
                intended.getKind(),
                intended.getNamespace(),
                intended.getName(),
                intended.getUndoPatchType(),
                intended.getUndoPatch());
    }

    static ObservedObject target(WriteIntended intended) {
        return new ObservedObject(
                intended.getKind(), intended.getNamespace(), intended.getName(), intended.getUid());
    }

    static KubeCommand command(WriteIntended intended) {
        return switch (CommandParser.parse(intended.getCommand())) {
            case Parsed.Understood(KubeCommand command) -> command;
            case Parsed.Rejected(String reason) ->
                    throw new IllegalStateException(
                            "Write "
                                    + intended.getWriteId()
                                    + " was journaled with a command that is none: "
                                    + reason);
        };
    }
}
