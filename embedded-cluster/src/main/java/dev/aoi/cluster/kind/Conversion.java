package dev.aoi.cluster.kind;

import tools.jackson.databind.node.ObjectNode;

/** How a kind that is stored in the form of another version is shown and read. */
public interface Conversion {
    /** For kinds that are stored as they are shown. */
    Conversion NONE =
            new Conversion() {
                @Override
                public ObjectNode shown(ObjectNode stored) {
                    return stored;
                }

                @Override
                public ObjectNode stored(ObjectNode shown) {
                    return shown;
                }
            };

    /** A stored object in this version; the stored one stays as it is. */
    ObjectNode shown(ObjectNode stored);

    /** An object of this version in the form in which it is stored. */
    ObjectNode stored(ObjectNode shown);
}
