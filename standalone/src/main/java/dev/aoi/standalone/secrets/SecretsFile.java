package dev.aoi.standalone.secrets;

import dev.aoi.standalone.CommandFailure;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The roles' secrets in a data folder. Invariant: readable by its owner only from its first byte
 * on, and written once, so that worlds of an earlier start still accept the tokens.
 */
public final class SecretsFile {
    private static final int SECRET_BYTES = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SecretsFile() {}

    /** The secrets of this file, drawn and written when there is none yet. */
    public static RoleSecrets readOrCreate(Path file) {
        return read(file).orElseGet(() -> create(file));
    }

    /**
     * The secrets of this file, if there is one.
     *
     * @throws CommandFailure if it is there but no use
     */
    public static Optional<RoleSecrets> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), RoleSecrets.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw CommandFailure.environment(
                    "The secrets in "
                            + file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); repair the file, or remove it together with the folder worlds.",
                    e);
        }
    }

    private static RoleSecrets create(Path file) {
        RoleSecrets secrets = new RoleSecrets(draw(), draw(), draw(), draw());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            try (var channel =
                    Files.newByteChannel(
                            draft,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly(file))) {
                channel.write(
                        java.nio.ByteBuffer.wrap(
                                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(secrets)));
            }
            Files.move(draft, file);
            return secrets;
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "The secrets cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String draw() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
