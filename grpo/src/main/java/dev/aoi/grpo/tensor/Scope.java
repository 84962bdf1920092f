package dev.aoi.grpo.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * A stretch of code whose native objects are freed when it ends, but for those that it keeps.
 *
 * <p>Every tensor made by a thread belongs to its innermost open scope. What must hold: scopes are
 * closed by the thread that opened them, innermost first, and nobody uses a tensor after its scope.
 * Values that autograd needs for its backward pass live on without a scope.
 */
public final class Scope implements AutoCloseable {
    private final @Nullable PointerScope outer;
    private final PointerScope inner;

    private Scope() {
        this.outer = PointerScope.getInnerScope();
        this.inner = new PointerScope();
    }

    /** Opens one inside of the thread's innermost scope. */
    public static Scope open() {
        return new Scope();
    }

    /**
     * Runs an action and frees all that it made but its result, which belongs to the scope around.
     */
    public static <P extends Pointer> P of(Supplier<P> action) {
        try (Scope scope = open()) {
            return scope.keep(action.get());
        }
    }

    /**
     * Hands an object to the scope around; without one it lives until {@link Pointer#close} or
     * until the garbage collector finds it.
     */
    public <P extends Pointer> P keep(P object) {
        if (outer == null) {
            object.retainReference();
        } else {
            outer.attach(object);
        }
        return object;
    }

    /** Takes an object out of all scopes: its owner closes it. */
    public static <P extends Pointer> P own(P object) {
        object.retainReference();
        return object;
    }

    @Override
    public void close() {
        inner.close();
    }
}
