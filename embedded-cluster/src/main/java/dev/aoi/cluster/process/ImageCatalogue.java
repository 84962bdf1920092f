package dev.aoi.cluster.process;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The images that can be pulled in a world, by canonical reference; any other is not found. */
public final class ImageCatalogue {
    private final Map<String, Image> images = new LinkedHashMap<>();

    public ImageCatalogue(Collection<Image> images) {
        images.forEach(image -> this.images.put(image.reference(), image));
    }

    /** The image that a pod names in whatever form. */
    public Optional<Image> find(String name) {
        return Optional.ofNullable(images.get(ImageNames.canonical(name)));
    }

    public Collection<Image> all() {
        return java.util.Collections.unmodifiableCollection(images.values());
    }
}
