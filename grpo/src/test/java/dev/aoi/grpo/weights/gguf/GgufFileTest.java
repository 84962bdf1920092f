package dev.aoi.grpo.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.aoi.grpo.weights.ModelFolderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class GgufFileTest {
    private static final Path QWEN3 = Path.of("src/test/resources/gguf/qwen3.gguf");

    @TempDir private Path directory;

    @Test
    void everyKindOfValueIsRead() throws IOException {
        GgufBytes bytes = GgufBytes.head(0, 14);
        bytes.text("u8").i32(0).i8(-1).text("i8").i32(1).i8(-1);
        bytes.text("u16").i32(2).i16(-1).text("i16").i32(3).i16(-1);
        bytes.text("u32").i32(4).i32(-1).text("i32").i32(5).i32(-1);
        bytes.text("f32").i32(6).i32(Float.floatToRawIntBits(1e-5f));
        bytes.text("bool").i32(7).i8(1).text("string").i32(8).text("\u00e4\u65e5");
        bytes.text("array").i32(9).i32(4).i64(2).i32(7).i32(8);
        bytes.text("u64").i32(10).i64(1L << 40).text("i64").i32(11).i64(-5);
        bytes.text("f64").i32(12).i64(Double.doubleToLongBits(0.1));
        bytes.text("nested").i32(9).i32(9).i64(1).i32(8).i64(1).text("x");
        try (GgufFile file = GgufFile.open(bytes.write(directory.resolve("v.gguf")))) {
            assertThat(file.tensors()).isEmpty();
            assertThat(file.metadata())
                    .containsExactly(
                            entry("u8", new GgufValue.Whole(255)),
                            entry("i8", new GgufValue.Whole(-1)),
                            entry("u16", new GgufValue.Whole(65535)),
                            entry("i16", new GgufValue.Whole(-1)),
                            entry("u32", new GgufValue.Whole(4294967295L)),
                            entry("i32", new GgufValue.Whole(-1)),
                            entry("f32", new GgufValue.Number(1e-5)),
                            entry("bool", new GgufValue.Flag(true)),
                            entry("string", new GgufValue.Text("\u00e4\u65e5")),
                            entry(
                                    "array",
                                    new GgufValue.Items(
                                            List.of(
                                                    new GgufValue.Whole(7),
                                                    new GgufValue.Whole(8)))),
                            entry("u64", new GgufValue.Whole(1L << 40)),
                            entry("i64", new GgufValue.Whole(-5)),
                            entry("f64", new GgufValue.Number(0.1)),
                            entry(
                                    "nested",
                                    new GgufValue.Items(
                                            List.of(
                                                    new GgufValue.Items(
                                                            List.of(new GgufValue.Text("x")))))));
        }
    }

    @Test
    void tensorsHaveTheirOutermostSizeFirst() {
        try (GgufFile file = GgufFile.open(QWEN3)) {
            GgufTensor tensor = file.tensors().get("blk.0.ffn_down.weight");
            assertThat(tensor.shape()).containsExactly(32L, 64L);
            assertThat(tensor.elementCount()).isEqualTo(2048);
            assertThat(tensor.rowLength()).isEqualTo(64);
            assertThat(file.segment(tensor.name()).byteSize()).isEqualTo(tensor.byteLength());
        }
    }

    @Test
    void versionTwoReadsAlike() throws IOException {
        byte[] bytes = Files.readAllBytes(QWEN3);
        bytes[4] = 2;
        try (GgufFile two = GgufFile.open(Files.write(directory.resolve("2.gguf"), bytes));
                GgufFile three = GgufFile.open(QWEN3)) {
            assertThat(two.metadata()).isEqualTo(three.metadata());
            assertThat(two.tensors()).isEqualTo(three.tensors());
        }
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(QWEN3);
        Path file = directory.resolve("cut.gguf");
        for (int length = 0; length < whole.length; length += length < 1200 ? 1 : 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(ModelFolderException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> GgufFile.open(file).close())
                    .withMessageStartingWith(file.toString());
        }
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("x.gguf"), "PK\u0003\u0004 and more");
        assertRefused(file, " is no GGUF file: it does not begin with GGUF");
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        Path file = directory.resolve("x.gguf");
        new GgufBytes().i32(GgufHeader.MAGIC).i32(1).i64(0).i64(0).write(file);
        assertRefused(file, " has GGUF version 1, but 2 and 3 are known");
        new GgufBytes().i32(GgufHeader.MAGIC).i32(3 << 24).i64(0).i64(0).write(file);
        assertRefused(file, " is a big-endian GGUF file; use the little-endian one");
    }

    @Test
    void countsThatTheFileCannotHoldAreRefused() throws IOException {
        Path file = directory.resolve("x.gguf");
        GgufBytes.head(-1, 0).write(file);
        assertRefused(
                file,
                " claims 18446744073709551615 tensors at byte 8, but is too short for them: it is"
                        + " cut or damaged");
        GgufBytes.head(0, 1L << 40).write(file);
        assertRefused(
                file,
                " claims 1099511627776 metadata pairs at byte 16, but is too short for them: it is"
                        + " cut or damaged");
        GgufBytes.head(0, 1).text("k").i32(9).i32(0).i64(1L << 32).write(file);
        assertRefused(
                file,
                " claims 4294967296 values of k at byte 41, but is too short for them: it is cut or"
                        + " damaged");
        GgufBytes.head(0, 1).text("k").i32(8).i64(5).i8('a').write(file);
        assertRefused(
                file,
                " claims 5 bytes of text at byte 37, but is too short for them: it is cut or"
                        + " damaged");
    }

    @Test
    void damagedMetadataIsRefused() throws IOException {
        Path file = directory.resolve("x.gguf");
        GgufBytes.head(0, 1).text("k").i32(77).i64(0).write(file);
        assertRefused(file, " has metadata key k of the unknown type 77");
        GgufBytes.head(0, 2).text("k").i32(0).i8(1).text("k").i32(0).i8(1).write(file);
        assertRefused(file, " has metadata key k twice");
        GgufBytes.head(0, 1).text("k").i32(8).i64(1).i8(0xC3).i64(0).write(file);
        assertRefused(file, " has text that is not UTF-8 at byte 45: it is damaged");
        GgufBytes deep = GgufBytes.head(0, 1).text("k").i32(9);
        for (int i = 0; i < 100; i++) {
            deep.i32(9).i64(1);
        }
        deep.write(file);
        assertRefused(file, " nests the arrays of metadata key k too deeply");
        GgufBytes.head(0, 1).text("general.alignment").i32(4).i32(0).write(file);
        assertRefused(file, " has general.alignment = Whole[value=0], which no file can have");
    }

    @Test
    void tensorsThatDoNotFitAreRefused() throws IOException {
        Path file = directory.resolve("x.gguf");
        GgufBytes.head(1, 0).tensor("w", 12, 0, 256).write(file, 1024);
        assertRefused(
                file,
                ": tensor w is stored as Q4_K, which this library does not read; use a file with"
                        + " F32, F16, BF16, Q8_0, Q4_0 or Q4_1");
        GgufBytes.head(1, 0).tensor("w", 99, 0, 256).write(file, 1024);
        assertRefused(
                file,
                ": tensor w is stored as type 99, which this library does not read; use a file with"
                        + " F32, F16, BF16, Q8_0, Q4_0 or Q4_1");
        GgufBytes.head(1, 0).tensor("w", 8, 0, 33).write(file, 1024);
        assertRefused(file, ": tensor w has shape [33], which Q8_0 cannot store");
        GgufBytes.head(1, 0).tensor("w", 0, 0, 1L << 40, 1L << 40).write(file, 1024);
        assertRefused(
                file,
                ": tensor w has shape [1099511627776, 1099511627776], which F32 cannot store");
        GgufBytes.head(1, 0).tensor("w", 0, 0, -4).write(file, 1024);
        assertRefused(file, ": tensor w has shape [-4], which F32 cannot store");
        GgufBytes.head(1, 0).tensor("w", 0, 0).i64(0).write(file, 1024);
        assertRefused(file, ": tensor w has 0 dimensions, but 1 to 4 are possible");
        for (long offset : new long[] {4, 1024, -32, Long.MAX_VALUE & -32}) {
            GgufBytes.head(1, 0).tensor("w", 0, offset, 8).write(file, 1024);
            assertRefused(
                    file,
                    ": tensor w would lie at data offset "
                            + Long.toUnsignedString(offset)
                            + " with 32 bytes, outside the file or off its alignment: it is cut or"
                            + " damaged");
        }
        GgufBytes.head(2, 0).tensor("w", 0, 0, 8).tensor("w", 0, 32, 8).write(file, 1024);
        assertRefused(file, " has tensor w twice");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(directory.resolve("x.gguf"), " is no file; give a .gguf file");
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> GgufFile.open(file).close())
                .withMessage(file + sentence);
    }
}
