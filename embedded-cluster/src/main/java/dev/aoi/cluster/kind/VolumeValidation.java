package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the server refuses in the volumes of pods and in their mounts. */
final class VolumeValidation {
    /** In the order in which the server looks for them. */
    private static final List<String> SOURCES =
            List.of(
                    "emptyDir",
                    "hostPath",
                    "gitRepo",
                    "gcePersistentDisk",
                    "awsElasticBlockStore",
                    "secret",
                    "nfs",
                    "iscsi",
                    "glusterfs",
                    "persistentVolumeClaim",
                    "rbd",
                    "flexVolume",
                    "cephfs",
                    "quobyte",
                    "downwardAPI",
                    "fc",
                    "flocker",
                    "cinder",
                    "configMap",
                    "azureFile",
                    "vsphereVolume",
                    "portworxVolume",
                    "azureDisk",
                    "storageos",
                    "projected",
                    "scaleIO",
                    "csi",
                    "ephemeral",
                    "image");

    private static final List<String> HOST_PATH_TYPES =
            List.of(
                    "",
                    "BlockDevice",
                    "CharDevice",
                    "Directory",
                    "DirectoryOrCreate",
                    "File",
                    "FileOrCreate",
                    "Socket");
    private static final int MODES = 0777;

    private VolumeValidation() {}

    /** Adds what is wrong; gives the names that may be mounted. */
    static Set<String> volumes(String path, JsonNode volumes, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode volume : volumes) {
            String field = path + "[" + index++ + "]";
            int before = errors.size();
            source(field, volume, errors);
            String name = volume.path("name").asString("");
            if (name.isEmpty()) {
                errors.add(FieldError.required(field + ".name", ""));
            } else {
                errors.addAll(Names.label(field + ".name", name));
            }
            if (names.contains(name)) {
                errors.add(FieldError.duplicate(field + ".name", Names.quoted(name)));
            }
            if (errors.size() == before) {
                names.add(name);
            }
        }
        return names;
    }

    /** Adds what is wrong with a container's mounts. */
    static void mounts(String path, JsonNode mounts, Set<String> volumes, List<FieldError> errors) {
        Set<String> paths = new HashSet<>();
        int index = 0;
        for (JsonNode mount : mounts) {
            String field = path + "[" + index++ + "]";
            String volume = mount.path("name").asString("");
            if (volume.isEmpty()) {
                errors.add(FieldError.required(field + ".name", ""));
            }
            if (!volumes.contains(volume)) {
                errors.add(
                        new FieldError(
                                field + ".name",
                                "FieldValueNotFound",
                                "Not found: " + Names.quoted(volume)));
            }
            String target = mount.path("mountPath").asString("");
            if (target.isEmpty()) {
                errors.add(FieldError.required(field + ".mountPath", ""));
            }
            if (!paths.add(target)) {
                errors.add(
                        FieldError.invalid(
                                field + ".mountPath", Names.quoted(target), "must be unique"));
            }
            local(field + ".subPath", mount.path("subPath").asString(""), errors);
        }
    }

    private static void source(String field, JsonNode volume, List<FieldError> errors) {
        boolean found = false;
        for (String source : SOURCES) {
            JsonNode settings = volume.path(source);
            if (!settings.isObject()) {
                continue;
            }
            String at = field + "." + source;
            if (found) {
                errors.add(FieldError.forbidden(at, "may not specify more than 1 volume type"));
            } else {
                settings(source, at, settings, errors);
            }
            found = true;
        }
        if (!found) {
            errors.add(FieldError.required(field, "must specify a volume type"));
        }
    }

    private static void settings(
            String source, String at, JsonNode settings, List<FieldError> errors) {
        switch (source) {
            case "hostPath" -> {
                String path = settings.path("path").asString("");
                if (path.isEmpty()) {
                    errors.add(FieldError.required(at + ".path", ""));
                } else {
                    backSteps(at + ".path", path, errors);
                }
                ContainerValidation.oneOf(
                        at + ".type", settings.path("type"), HOST_PATH_TYPES, errors);
            }
            case "secret" -> files(at, "secretName", settings, errors);
            case "configMap" -> files(at, "name", settings, errors);
            case "persistentVolumeClaim" -> need(at, "claimName", settings, errors);
            case "nfs" -> {
                need(at, "server", settings, errors);
                need(at, "path", settings, errors);
            }
            case "csi" -> need(at, "driver", settings, errors);
            default -> {}
        }
    }

    private static void files(String at, String name, JsonNode settings, List<FieldError> errors) {
        need(at, name, settings, errors);
        JsonNode mode = settings.path("defaultMode");
        if (mode.isNumber() && (mode.asInt() < 0 || mode.asInt() > MODES)) {
            errors.add(
                    FieldError.invalid(
                            at + ".defaultMode",
                            mode.toString(),
                            "must be a number between 0 and 0777 (octal), both inclusive"));
        }
        int index = 0;
        for (JsonNode item : settings.path("items")) {
            String field = at + ".items[" + index++ + "]";
            need(field, "key", item, errors);
            need(field, "path", item, errors);
            local(field + ".path", item.path("path").asString(""), errors);
        }
    }

    private static void need(String at, String name, JsonNode owner, List<FieldError> errors) {
        if (owner.path(name).asString("").isEmpty()) {
            errors.add(FieldError.required(at + "." + name, ""));
        }
    }

    private static void local(String field, String path, List<FieldError> errors) {
        if (path.startsWith("/")) {
            errors.add(FieldError.invalid(field, Names.quoted(path), "must be a relative path"));
        }
        backSteps(field, path, errors);
    }

    private static void backSteps(String field, String path, List<FieldError> errors) {
        if (List.of(path.split("/")).contains("..")) {
            errors.add(FieldError.invalid(field, Names.quoted(path), "must not contain '..'"));
        }
    }
}
