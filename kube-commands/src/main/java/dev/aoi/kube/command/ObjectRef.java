package dev.aoi.kube.command;

/** How a command names one object: by type and name, or by a handle of the incident. */
public sealed interface ObjectRef {

    /** The form in which canonical commands write it: {@code type/name} or {@code @handle}. */
    String text();

    /** An object by its type and exact name. */
    record Named(ResourceType type, String name) implements ObjectRef {
        @Override
        public String text() {
            return type.singular() + "/" + name;
        }
    }

    /** An object by its handle, such as {@code @p3}. */
    record ByHandle(String handle) implements ObjectRef {
        @Override
        public String text() {
            return handle;
        }
    }

    /** An object by its handle, where the command also says of which type it must be. */
    record TypedHandle(ResourceType type, String handle) implements ObjectRef {
        @Override
        public String text() {
            return type.singular() + "/" + handle;
        }
    }
}
