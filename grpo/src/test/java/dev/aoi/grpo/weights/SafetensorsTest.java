package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class SafetensorsTest {
    private static final Path TYPES = Path.of("src/test/resources/safetensors/types.safetensors");

    @TempDir private Path directory;

    @Test
    void readsWhatTheReferenceLibraryWrote() {
        try (Safetensors file = Safetensors.open(TYPES)) {
            assertThat(file.metadata()).containsExactly(entry("format", "pt"));
            assertThat(file.names())
                    .startsWith("t.i64", "t.f64", "scalar", "t.f32")
                    .endsWith("t.u8", "t.bool")
                    .hasSize(12);
            TensorInfo info = file.info("t.bf16");
            assertThat(info.type()).isEqualTo(ElementType.BF16);
            assertThat(info.shape()).containsExactly(2L, 3L);
            assertThat(info.elementCount()).isEqualTo(6);
            assertThat(BFloat16.toFloat(file.segment("t.bf16").getAtIndex(LittleEndian.SHORT, 5)))
                    .isEqualTo(5f);
            assertThat(file.segment("scalar").get(LittleEndian.FLOAT, 0)).isEqualTo(1.5f);
            assertThat(file.segment("empty").byteSize()).isZero();
            assertThat(file.segment("t.bool").toArray(ValueLayout.JAVA_BYTE))
                    .containsExactly(0, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void aTensorThatIsNotThereIsNamed() {
        try (Safetensors file = Safetensors.open(TYPES)) {
            assertThatExceptionOfType(ModelFolderException.class)
                    .isThrownBy(() -> file.segment("x"))
                    .withMessage(TYPES + " has no tensor x");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = directory.resolve("m.safetensors");
        assertRefused(file, "is missing; copy the complete model folder again");
    }

    @Test
    void everyCutOfAFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(TYPES);
        Path file = directory.resolve("m.safetensors");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(
                    file,
                    "is cut: it has %d bytes of at least %d; copy it again"
                            .formatted(length, length < 8 ? 8 : length < 792 ? 792 : 994));
        }
    }

    @Test
    void aRestBehindTheDataIsRefused() throws IOException {
        Path file = directory.resolve("m.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(TYPES), 995));
        assertRefused(file, "is 995 bytes long, but its tensors end at 994: the file is damaged");
    }

    @Test
    void aHeaderLengthThatCannotBeIsRefused() throws IOException {
        Path file = directory.resolve("m.safetensors");
        Files.write(file, "<html>no such page</html>".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                file,
                "is no safetensors file: its header would be 8029423821061908540 bytes long (2 to"
                        + " 100000000 are possible)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|has a header that is not a JSON object",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|has"
                    + " a header that is not valid JSON: Duplicate Object property \"w\"",
                "{'__metadata__':{'a':1}}|has __metadata__.a = 1 in its header, which must be a"
                        + " string",
                "{'w':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}}|: tensor w has dtype"
                    + " F8_E4M3, which this library does not read; convert it to F32, F16 or BF16",
                "{'w':{'shape':[8],'data_offsets':[0,8]}}|: tensor w has dtype missing, which this"
                        + " library does not read; convert it to F32, F16 or BF16",
                "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|: tensor w has 8 bytes, but"
                        + " F32 [3] needs 12: the file is damaged",
                "{'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|: tensor w has shape [-2],"
                        + " which must be whole numbers from 0",
                "{'w':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}|: tensor w has shape"
                        + " [2.0], which must be whole numbers from 0",
                "{'w':{'dtype':'F32','data_offsets':[0,8]}}|: tensor w has no list shape",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[8]}}|: tensor w has data_offsets"
                        + " [8], which is not a begin and an end",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|: tensor w has data_offsets"
                        + " [8, 0], which is not a begin and an end",
                "{'w':{'dtype':'F32','shape':[4611686018427387904,4611686018427387904],'data_offsets':[0,8]}}|:"
                    + " tensor w has shape [4611686018427387904, 4611686018427387904], which no"
                    + " file can hold",
                "{'w':{'dtype':'F32','shape':[0],'data_offsets':[9223372036854775807,9223372036854775807]}}|:"
                    + " tensor w has data_offsets [9223372036854775807, 9223372036854775807], which"
                    + " no file can have",
                "{'v':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|has"
                    + " tensor w at data offset 0, where 4 is the end of the one before it: the"
                    + " file is damaged",
                "{'v':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|has"
                    + " tensor w at data offset 4, where 2 is the end of the one before it: the"
                    + " file is damaged",
            })
    void aHeaderThatDoesNotFitIsRefused(String header, String sentence) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        Path file = Files.write(directory.resolve("m.safetensors"), bytes.array());
        assertRefused(file, sentence);
    }

    @Test
    void theShapeMayHoldAZeroBesideAnything() throws IOException {
        Path file = directory.resolve("m.safetensors");
        TensorContent empty =
                new TensorContent(
                        "w",
                        ElementType.I64,
                        List.of(Long.MAX_VALUE, 0L),
                        () -> MemorySegment.ofArray(new byte[0]));
        byte[] json =
                "{\"w\":{\"dtype\":\"I64\",\"shape\":[9223372036854775807,0],\"data_offsets\":[0,0]}}"
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).array());
        try (Safetensors read = Safetensors.open(file)) {
            assertThat(read.info("w").shape()).isEqualTo(empty.shape());
            assertThat(read.info("w").elementCount()).isZero();
        }
    }

    private static void assertRefused(Path file, String sentence) {
        String gap = sentence.startsWith(":") ? "" : " ";
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> Safetensors.open(file).close())
                .withMessage(file + gap + sentence);
    }
}
