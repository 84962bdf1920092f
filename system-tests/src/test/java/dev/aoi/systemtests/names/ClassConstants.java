package dev.aoi.systemtests.names;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a compiled class carries as data: strings and numbers, the latter as text. */
final class ClassConstants {
    private ClassConstants() {}

    static List<String> of(Path classFile) throws IOException {
        ClassModel type = ClassFile.of().parse(classFile);
        List<String> found = new ArrayList<>();
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof StringEntry text) {
                found.add(text.stringValue());
            }
        }
        type.fields().stream()
                .flatMap(f -> f.findAttribute(Attributes.constantValue()).stream())
                .forEach(value -> found.add(value.constant().constantValue().toString()));
        type.methods().stream()
                .flatMap(m -> m.code().stream())
                .flatMap(code -> code.elementStream())
                .flatMap(ClassConstants::numbers)
                .forEach(found::add);
        return found;
    }

    private static Stream<String> numbers(CodeElement element) {
        return switch (element) {
            case ConstantInstruction c when c.constantValue() instanceof Number number ->
                    Stream.of(number.toString());
            case LookupSwitchInstruction s -> s.cases().stream().map(c -> "" + c.caseValue());
            case TableSwitchInstruction s -> s.cases().stream().map(c -> "" + c.caseValue());
            default -> Stream.empty();
        };
    }
}
