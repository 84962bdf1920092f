package dev.aoi.grpo.tensor;

import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.TensorContent;
import dev.aoi.grpo.weights.TensorInfo;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Tensors from and to arrays, and from and to the bytes of safetensors files. */
public final class TensorBytes {
    private TensorBytes() {}

    /** A copy of values, row-major. */
    public static Tensor of(long[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Long, shape);
        fill(tensor, MemorySegment.ofArray(values));
        return tensor;
    }

    /** A copy of values, row-major. */
    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Float, shape);
        fill(tensor, MemorySegment.ofArray(values));
        return tensor;
    }

    /** A copy of values, row-major. */
    public static Tensor of(double[] values, long... shape) {
        Tensor tensor = empty(ScalarType.Double, shape);
        fill(tensor, MemorySegment.ofArray(values));
        return tensor;
    }

    /** A tensor with undefined content. */
    public static Tensor empty(ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions(type), null);
    }

    /** A tensor of one value. */
    public static Tensor full(double value, ScalarType type, long... shape) {
        return empty(type, shape).fill_(new Scalar(value));
    }

    /**
     * A copy of a file's tensor, in its own number format.
     *
     * @throws dev.aoi.grpo.weights.ModelFolderException when the file has no such tensor
     */
    public static Tensor read(Safetensors file, String name) {
        return read(file.info(name), file.segment(name));
    }

    /** A copy of stored elements, in their own number format. */
    public static Tensor read(TensorInfo info, MemorySegment bytes) {
        long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
        Tensor tensor = empty(type(info.type()), shape);
        fill(tensor, bytes);
        return tensor;
    }

    /** What is written for a tensor, which must live until then. */
    public static TensorContent content(String name, Tensor tensor) {
        Tensor whole = tensor.detach().contiguous();
        return new TensorContent(name, elements(whole), shape(whole), () -> memory(whole));
    }

    /** Sizes from the outermost dimension in. */
    public static List<Long> shape(Tensor tensor) {
        LongArrayRef sizes = tensor.sizes();
        return LongStream.range(0, tensor.dim()).map(sizes::get).boxed().toList();
    }

    /** The values, row-major; from any floating-point format. */
    public static double[] doubles(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor values = tensor.detach().to(ScalarType.Double).contiguous();
            return memory(values).toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
        }
    }

    /** The values, row-major; from any floating-point format. */
    public static float[] floats(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor values = tensor.detach().to(ScalarType.Float).contiguous();
            return memory(values).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
        }
    }

    /** The values, row-major; from any integer format. */
    public static long[] longs(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor values = tensor.detach().to(ScalarType.Long).contiguous();
            return memory(values).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
        }
    }

    /** The memory of a contiguous tensor, as long as that lives. */
    public static MemorySegment memory(Tensor tensor) {
        if (!tensor.is_contiguous()) {
            throw new IllegalArgumentException(
                    "only contiguous memory can be read as it lies, but the tensor of shape %s has gaps"
                            .formatted(shape(tensor)));
        }
        Pointer data = tensor.data_ptr();
        long bytes = tensor.numel() * tensor.element_size();
        return bytes == 0
                ? MemorySegment.NULL
                : MemorySegment.ofAddress(data.address()).reinterpret(bytes);
    }

    private static void fill(Tensor tensor, MemorySegment bytes) {
        MemorySegment memory = memory(tensor);
        if (memory.byteSize() != bytes.byteSize()) {
            throw new IllegalArgumentException(
                    "a tensor of shape %s has %d bytes, but %d were given"
                            .formatted(shape(tensor), memory.byteSize(), bytes.byteSize()));
        }
        if (memory.byteSize() > 0) {
            memory.copyFrom(bytes);
        }
    }

    private static ScalarType type(ElementType type) {
        return switch (type) {
            case BOOL -> ScalarType.Bool;
            case U8 -> ScalarType.Byte;
            case I8 -> ScalarType.Char;
            case I16 -> ScalarType.Short;
            case I32 -> ScalarType.Int;
            case I64 -> ScalarType.Long;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case F32 -> ScalarType.Float;
            case F64 -> ScalarType.Double;
        };
    }

    private static ElementType elements(Tensor tensor) {
        ScalarType type = tensor.scalar_type();
        return Arrays.stream(ElementType.values())
                .filter(element -> type(element).value == type.value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("safetensors has no type " + type));
    }
}
