package dev.aoi.systemtests.processes;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * kill(2), called directly: a child process that sends the signal would come milliseconds later,
 * and the moments of these tests are shorter than that. Numbers are those of Linux and macOS where
 * they agree, else of the system that runs.
 */
@SuppressWarnings("restricted")
final class Signals {
    private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
    private static final int KILL = 9;
    private static final int STOP = MAC ? 17 : 19;
    private static final int CONTINUE = MAC ? 19 : 18;

    private static final MethodHandle SEND =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));

    private Signals() {}

    /** kill -9. */
    static void kill(long pid) {
        send(pid, KILL);
    }

    /** kill -STOP. */
    static void pause(long pid) {
        send(pid, STOP);
    }

    /** kill -CONT. */
    static void wake(long pid) {
        send(pid, CONTINUE);
    }

    private static void send(long pid, int signal) {
        try {
            int code = (int) SEND.invokeExact(Math.toIntExact(pid), signal);
            if (code != 0) {
                throw new IllegalStateException(
                        "Signal " + signal + " did not reach process " + pid);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }
}
