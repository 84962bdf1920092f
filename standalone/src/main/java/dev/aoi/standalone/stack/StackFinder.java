package dev.aoi.standalone.stack;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.log.Connection;

import java.time.Duration;

/**
 * Is there a stack on this data folder? The lock decides: free means no, whatever {@code
 * stack.json} says; held means that a process has it, and its address must answer.
 */
public final class StackFinder {
    private static final Duration START_LIMIT = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private StackFinder() {}

    /** What was found. */
    public sealed interface Found {
        /** Nobody runs a stack: here is the right to do so. */
        record Free(FolderLock lock) implements Found {}

        /** A stack that answers. */
        record Up(StackAddress address) implements Found {}
    }

    /**
     * Looks, and waits while another process is starting or stopping its stack.
     *
     * @throws CommandFailure if a process holds the folder but its stack does not answer
     */
    public static Found find(AoiFolder folder) {
        return find(folder, new Interruption());
    }

    /**
     * As above, unless Ctrl-C ends the waiting.
     *
     * @throws dev.aoi.standalone.Abandoned on Ctrl-C
     */
    public static Found find(AoiFolder folder, Interruption interruption) {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            interruption.check();
            var lock = FolderLock.tryTake(folder.lock());
            if (lock.isPresent()) {
                StackAddress.remove(folder);
                return new Found.Free(lock.get());
            }
            String holder = FolderLock.holder(folder.lock());
            var address =
                    StackAddress.read(folder).filter(a -> Long.toString(a.pid()).equals(holder));
            if (address.isPresent()) {
                return new Found.Up(answering(address.get(), folder));
            }
            if (System.nanoTime() > giveUp) {
                throw CommandFailure.environment(
                        "Process "
                                + holder
                                + " holds the data folder "
                                + folder.root()
                                + " but its stack has not come up within "
                                + START_LIMIT.toSeconds()
                                + " s; stop it or choose another folder with --data.");
            }
            sleep();
        }
    }

    private static StackAddress answering(StackAddress address, AoiFolder folder) {
        try {
            new Connection(address.bootstrap(), address.registry()).verified();
            return address;
        } catch (CommandFailure e) {
            throw CommandFailure.environment(
                    "Process "
                            + address.pid()
                            + " holds the data folder "
                            + folder.root()
                            + " but its stack at "
                            + address.bootstrap()
                            + " does not answer; stop it or choose another folder with --data.",
                    e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.environment("Interrupted while a stack was starting.", e);
        }
    }
}
