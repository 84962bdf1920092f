package dev.aoi.grpo.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

class DequantizerTest {

    static Stream<JsonNode> quantised() {
        return JsonMapper.shared()
                .readTree(Path.of("src/test/resources/gguf/golden.json"))
                .path("quantised")
                .valueStream();
    }

    @ParameterizedTest
    @MethodSource("quantised")
    void equalsTheReferencePackageBitForBit(JsonNode golden) {
        GgmlType type = GgmlType.valueOf(golden.path("type").stringValue());
        byte[] bytes = HexFormat.of().parseHex(golden.path("bytes").stringValue());
        int[] bits = golden.path("bits").valueStream().mapToInt(JsonNode::intValue).toArray();
        assertThat(bits(read(type, bytes, bits.length))).isEqualTo(bits);
    }

    /** Q8_0 by its definition: d q. */
    @Property(tries = 200)
    void q8(
            @ForAll @FloatRange(min = -100, max = 100) float scale,
            @ForAll @Size(32) List<Byte> numbers) {
        ByteBuffer block = block(GgmlType.Q8_0).putShort(Float.floatToFloat16(scale));
        numbers.forEach(block::put);
        float[] read = read(GgmlType.Q8_0, block.array(), 32);
        for (int i = 0; i < 32; i++) {
            assertThat(read[i]).isEqualTo(half(scale) * numbers.get(i));
        }
    }

    /** Q4_0 by its definition: d (q − 8); number i shares a byte with number i + 16. */
    @Property(tries = 200)
    void q40(
            @ForAll @FloatRange(min = -100, max = 100) float scale,
            @ForAll @Size(32) List<@IntRange(max = 15) Integer> numbers) {
        ByteBuffer block = block(GgmlType.Q4_0).putShort(Float.floatToFloat16(scale));
        putNibbles(block, numbers);
        float[] read = read(GgmlType.Q4_0, block.array(), 32);
        for (int i = 0; i < 32; i++) {
            assertThat(read[i]).isEqualTo(half(scale) * (numbers.get(i) - 8));
        }
    }

    /** Q4_1 by its definition: d q + m. */
    @Property(tries = 200)
    void q41(
            @ForAll @FloatRange(min = -100, max = 100) float scale,
            @ForAll @FloatRange(min = -100, max = 100) float minimum,
            @ForAll @Size(32) List<@IntRange(max = 15) Integer> numbers) {
        ByteBuffer block = block(GgmlType.Q4_1).putShort(Float.floatToFloat16(scale));
        block.putShort(Float.floatToFloat16(minimum));
        putNibbles(block, numbers);
        float[] read = read(GgmlType.Q4_1, block.array(), 32);
        for (int i = 0; i < 32; i++) {
            assertThat(read[i]).isEqualTo(half(scale) * numbers.get(i) + half(minimum));
        }
    }

    @Property
    void f32IsExact(@ForAll float value) {
        byte[] bytes = block(GgmlType.F32).putFloat(value).array();
        assertThat(read(GgmlType.F32, bytes, 1)[0]).isEqualTo(value);
    }

    @Test
    void readingMayBeginAtAnyBlock() {
        ByteBuffer blocks =
                ByteBuffer.allocate(2 * GgmlType.Q8_0.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
        blocks.putShort(34, Float.floatToFloat16(2)).put(36, (byte) 3).put(67, (byte) -4);
        float[] read = new float[32];
        Dequantizer.read(GgmlType.Q8_0, MemorySegment.ofArray(blocks.array()), 32, read);
        assertThat(read[0]).isEqualTo(6f);
        assertThat(read[31]).isEqualTo(-8f);
    }

    @Test
    void halfABlockCannotBeRead() {
        MemorySegment source = MemorySegment.ofArray(new byte[34]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dequantizer.read(GgmlType.Q8_0, source, 0, new float[16]))
                .withMessage("16 numbers from 0 on are not whole blocks of Q8_0");
    }

    private static ByteBuffer block(GgmlType type) {
        return ByteBuffer.allocate(type.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void putNibbles(ByteBuffer block, List<Integer> numbers) {
        for (int i = 0; i < 16; i++) {
            block.put((byte) (numbers.get(i) | numbers.get(i + 16) << 4));
        }
    }

    private static float half(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }

    private static float[] read(GgmlType type, byte[] bytes, int count) {
        float[] target = new float[count];
        Dequantizer.read(type, MemorySegment.ofArray(bytes), 0, target);
        return target;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
