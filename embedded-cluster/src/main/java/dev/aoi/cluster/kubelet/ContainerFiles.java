package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.FileKind;
import dev.aoi.cluster.process.files.FileSystem;
import dev.aoi.cluster.process.files.Paths;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files of one instance of a container, from the top: what it wrote, volumes, what the kubelet
 * makes, the image.
 *
 * <p>Invariant: what is written below a mount goes to its volume, all else is gone with the
 * instance.
 */
final class ContainerFiles implements FileSystem {
    private static final Set<String> DIRECTORIES =
            Set.of(
                    "/",
                    "/bin",
                    "/dev",
                    "/etc",
                    "/proc",
                    "/sys",
                    "/tmp",
                    "/usr",
                    "/usr/bin",
                    "/usr/local",
                    "/usr/local/bin");
    private static final Map<String, String> IMAGE_FILES =
            Map.of(
                    "/etc/passwd",
                    "root:x:0:0:root:/root:/bin/sh\nmongodb:x:999:999::/:/bin/sh\n",
                    "/etc/group",
                    "root:x:0:\n");

    private record Volume(String mountPath, String name, boolean readOnly, JsonNode mount) {}

    private final ContainerWorker container;
    private final PodWorker pod;
    private final Map<String, String> pinned;
    private final NavigableMap<String, String> written = new TreeMap<>();
    private final Set<String> removed = new TreeSet<>();

    ContainerFiles(ContainerWorker container, Map<String, String> pinned) {
        this.container = container;
        this.pod = container.pod();
        this.pinned = new HashMap<>(pinned);
    }

    private List<Volume> volumes() {
        List<Volume> all = new ArrayList<>();
        for (JsonNode mount : container.spec().path("volumeMounts")) {
            String path = Paths.absolute("/", mount.path("mountPath").asString(""));
            all.add(
                    new Volume(
                            path,
                            mount.path("name").asString(""),
                            mount.path("readOnly").asBoolean(false),
                            mount));
        }
        return all;
    }

    /** The innermost mount that a path is in. */
    private Optional<Volume> volume(String path) {
        Volume found = null;
        for (Volume volume : volumes()) {
            boolean inside =
                    path.equals(volume.mountPath()) || path.startsWith(volume.mountPath() + "/");
            if (inside
                    && (found == null
                            || volume.mountPath().length() > found.mountPath().length())) {
                found = volume;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String inside(Volume volume, String path) {
        String sub = volume.mount().path("subPath").asString("");
        String rest =
                path.length() <= volume.mountPath().length()
                        ? ""
                        : path.substring(volume.mountPath().length() + 1);
        return sub.isEmpty() ? rest : rest.isEmpty() ? sub : sub + "/" + rest;
    }

    /** What a volume holds: its source's files, or what was written to it. */
    private NavigableMap<String, String> content(Volume volume) {
        return pod.files().writable(volume.name())
                ? pod.services().volumes().of(pod.files().identity(volume.name(), pod))
                : new TreeMap<>(pod.files().content(volume.name()));
    }

    @Override
    public String read(String path) throws FileError {
        fault(path, "read");
        Optional<String> found = find(path);
        if (found.isPresent()) {
            return found.get();
        }
        throw new FileError(kind(path).isPresent() ? FileError.DIRECTORY : FileError.MISSING);
    }

    /** Content of a file, if there is one. */
    Optional<String> find(String path) {
        String own = pinned.get(path);
        if (own != null) {
            return Optional.of(own);
        }
        Optional<Volume> volume = volume(path);
        if (volume.isPresent()) {
            String key = inside(volume.get(), path);
            return Optional.ofNullable(content(volume.get()).get(key));
        }
        String text = written.get(path);
        if (text != null || removed.contains(path)) {
            return Optional.ofNullable(text);
        }
        return Optional.ofNullable(made(path));
    }

    private @org.jspecify.annotations.Nullable String made(String path) {
        return switch (path) {
            case "/etc/resolv.conf" -> pod.resolver().file();
            case "/etc/hostname" -> pod.hostname() + "\n";
            case "/etc/hosts" -> hosts();
            default -> {
                String name = Paths.name(path);
                boolean tool =
                        path.equals("/bin/" + name)
                                && container
                                        .image()
                                        .filter(i -> i.tools().contains(name))
                                        .isPresent();
                yield tool ? "\u007fELF" : IMAGE_FILES.get(path);
            }
        };
    }

    private String hosts() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Kubernetes-managed hosts file.
                        127.0.0.1	localhost
                        ::1	localhost ip6-localhost ip6-loopback
                        fe00::	ip6-localnet
                        fe00::	ip6-mcastprefix
                        fe00::1	ip6-allnodes
                        fe00::2	ip6-allrouters
                        """);
        text.append(pod.address()).append('\t').append(pod.hostname()).append('\n');
        JsonNode aliases = pod.object().at("/spec/hostAliases");
        if (!aliases.isEmpty()) {
            text.append("\n# Entries added by HostAliases.\n");
            for (JsonNode alias : aliases) {
                List<String> names = new ArrayList<>();
                alias.path("hostnames").forEach(n -> names.add(n.asString("")));
                text.append(alias.path("ip").asString(""))
                        .append('\t')
                        .append(String.join("\t", names))
                        .append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public void write(String path, String content, boolean append) throws FileError {
        fault(path, "write");
        if (isDirectory(path)) {
            throw new FileError(FileError.DIRECTORY);
        }
        if (!isDirectory(Paths.parent(path))) {
            throw new FileError(FileError.MISSING);
        }
        String before = append ? find(path).orElse("") : "";
        NavigableMap<String, String> target = target(path);
        String key = target == written ? path : inside(volume(path).orElseThrow(), path);
        target.put(key, before + content);
        removed.remove(path);
    }

    /** Where a path is written to. */
    private NavigableMap<String, String> target(String path) throws FileError {
        Optional<Volume> volume = volume(path);
        if (volume.isPresent()) {
            if (volume.get().readOnly() || !pod.files().writable(volume.get().name())) {
                throw new FileError(FileError.READ_ONLY);
            }
            return content(volume.get());
        }
        boolean readOnly =
                container.spec().at("/securityContext/readOnlyRootFilesystem").asBoolean(false);
        if (readOnly || path.startsWith("/proc") || path.startsWith("/sys")) {
            throw new FileError(FileError.READ_ONLY);
        }
        return written;
    }

    @Override
    public void mkdir(String path) throws FileError {
        fault(path, "mkdir");
        if (kind(path).isPresent()) {
            throw new FileError(FileError.EXISTS);
        }
        if (!isDirectory(Paths.parent(path))) {
            throw new FileError(FileError.MISSING);
        }
        NavigableMap<String, String> target = target(path);
        target.put((target == written ? path : inside(volume(path).orElseThrow(), path)) + "/", "");
        removed.remove(path);
    }

    @Override
    public void remove(String path) throws FileError {
        fault(path, "unlink");
        Optional<FileKind> kind = kind(path);
        if (kind.isEmpty()) {
            throw new FileError(FileError.MISSING);
        }
        if (volumes().stream().anyMatch(v -> v.mountPath().equals(path))) {
            throw new FileError("Device or resource busy");
        }
        if (kind.get() == FileKind.DIRECTORY && !list(path).isEmpty()) {
            throw new FileError("Directory not empty");
        }
        NavigableMap<String, String> target = target(path);
        String key = target == written ? path : inside(volume(path).orElseThrow(), path);
        target.remove(key);
        target.remove(key + "/");
        if (target == written) {
            removed.add(path);
        }
    }

    private boolean isDirectory(String path) {
        return kind(path).filter(k -> k == FileKind.DIRECTORY).isPresent();
    }

    @Override
    public Optional<FileKind> kind(String path) {
        if (find(path).isPresent()) {
            return Optional.of(FileKind.FILE);
        }
        if (removed.contains(path)) {
            return Optional.empty();
        }
        String prefix = path.equals("/") ? "/" : path + "/";
        boolean directory =
                DIRECTORIES.contains(path)
                        || written.containsKey(path + "/")
                        || volumes().stream()
                                .anyMatch(v -> (v.mountPath() + "/").startsWith(prefix))
                        || pinned.keySet().stream().anyMatch(p -> p.startsWith(prefix))
                        || insideVolume(path);
        return directory ? Optional.of(FileKind.DIRECTORY) : Optional.empty();
    }

    private boolean insideVolume(String path) {
        Optional<Volume> volume = volume(path);
        if (volume.isEmpty()) {
            return false;
        }
        String key = inside(volume.get(), path);
        return key.isEmpty()
                || content(volume.get()).keySet().stream().anyMatch(k -> k.startsWith(key + "/"));
    }

    @Override
    public List<String> list(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        TreeSet<String> names = new TreeSet<>();
        Optional<Volume> volume = volume(path);
        if (volume.isPresent()) {
            String key = inside(volume.get(), path);
            String below = key.isEmpty() ? "" : key + "/";
            content(volume.get()).keySet().forEach(k -> add(names, below, k));
        } else {
            DIRECTORIES.forEach(d -> add(names, prefix, d));
            written.keySet().forEach(w -> add(names, prefix, w));
            IMAGE_FILES.keySet().forEach(f -> add(names, prefix, f));
            if (path.equals("/bin")) {
                container.image().ifPresent(image -> names.addAll(image.tools()));
            }
            if (path.equals("/etc")) {
                names.addAll(List.of("hostname", "hosts", "resolv.conf"));
            }
            if (path.equals("/usr/local/bin")) {
                container.image().ifPresent(image -> names.addAll(image.executables().keySet()));
            }
        }
        pinned.keySet().forEach(p -> add(names, prefix, p));
        volumes().forEach(v -> add(names, prefix, v.mountPath()));
        names.removeIf(name -> removed.contains(prefix + name));
        return List.copyOf(names);
    }

    private static void add(Set<String> names, String prefix, String path) {
        if (path.startsWith(prefix) && path.length() > prefix.length()) {
            String rest = path.substring(prefix.length());
            int slash = rest.indexOf('/');
            names.add(slash < 0 ? rest : rest.substring(0, slash));
        }
    }

    @Override
    public List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount("overlay", "/", "overlay", false));
        mounts.add(new Mount("tmpfs", "/dev", "tmpfs", false));
        for (Volume volume : volumes()) {
            boolean writable = pod.files().writable(volume.name());
            mounts.add(
                    new Mount(
                            writable ? "/dev/vda" : "tmpfs",
                            volume.mountPath(),
                            writable ? "ext4" : "tmpfs",
                            volume.readOnly() || !writable));
        }
        return mounts;
    }

    private void fault(String path, String operation) throws FileError {
        Optional<String> fault = pod.services().faults().file(pod.identity(), path, operation);
        if (fault.isPresent()) {
            throw new FileError(fault.get());
        }
    }
}
