package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.ImageCatalogue;

import java.util.HashSet;
import java.util.Set;

/** Images that a node holds already. */
final class NodeImages {
    private final Set<String> present = new HashSet<>();

    NodeImages(ImageCatalogue catalogue) {
        catalogue.all().stream()
                .filter(Image::preloaded)
                .forEach(image -> present.add(image.reference()));
    }

    boolean has(Image image) {
        return present.contains(image.reference());
    }

    void add(Image image) {
        present.add(image.reference());
    }
}
