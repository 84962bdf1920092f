package dev.aoi.grpo.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The process's environment as native libraries see it. OpenMP and OpenBLAS read theirs when they
 * are loaded, which the JVM does late enough to set it before.
 */
final class NativeEnvironment {
    private static final FunctionDescriptor SETENV =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT);

    private NativeEnvironment() {}

    /** Sets a variable unless it has a value; does nothing where the C library has no setenv. */
    static void setIfAbsent(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find("setenv");
        if (address.isEmpty()) {
            address = SymbolLookup.loaderLookup().find("setenv");
        }
        if (address.isPresent()) {
            call(linker.downcallHandle(address.get(), SETENV), name, value);
        }
    }

    private static void call(MethodHandle setenv, String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int result =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(name), arena.allocateFrom(value), 0);
            if (result != 0) {
                throw new IllegalStateException("setenv refused %s=%s".formatted(name, value));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
