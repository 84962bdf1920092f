package dev.aoi.grpo.text.template;

/** Arithmetic as Python does it, with 64-bit integers: what needs more bits is an error. */
final class Numbers {

    private Numbers() {}

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static double toDouble(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case Long number -> number;
            case Double number -> number;
            default -> throw new TemplateException(PythonText.typeName(value) + " is no number");
        };
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean;
    }

    /** An integer, as Python's {@code __index__}. */
    static long index(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case Long number -> number;
            case Undefined undefined -> throw undefined.error();
            default ->
                    throw new TemplateException(
                            "expected an integer, not " + PythonText.typeName(value));
        };
    }

    static Object apply(String operator, Object left, Object right) {
        try {
            return isInteger(left) && isInteger(right)
                    ? integers(operator, index(left), index(right))
                    : (Object) floats(operator, toDouble(left), toDouble(right));
        } catch (ArithmeticException e) {
            throw new TemplateException(
                    "the result of "
                            + PythonText.repr(left)
                            + " "
                            + operator
                            + " "
                            + PythonText.repr(right)
                            + " needs more than 64 bits");
        }
    }

    private static Object integers(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "/" -> (double) a / nonZero(b);
            case "//" -> Math.floorDiv(a, nonZero(b));
            case "%" -> Math.floorMod(a, nonZero(b));
            case "**" -> b < 0 ? (Object) Math.pow(nonZero(a), b) : power(a, b);
            default -> throw new IllegalStateException(operator);
        };
    }

    private static long power(long base, long exponent) {
        if (Math.abs(base) < 2) {
            return exponent == 0 || base == 1 || (base == -1 && exponent % 2 == 0) ? 1 : base;
        }
        if (exponent > 63) {
            throw new ArithmeticException();
        }
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result = Math.multiplyExact(result, base);
        }
        return result;
    }

    private static double floats(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / nonZero(b);
            case "//" -> Math.floor((a - modulo(a, b)) / nonZero(b) + 0.5);
            case "%" -> modulo(a, b);
            case "**" -> Math.pow(a, b);
            default -> throw new IllegalStateException(operator);
        };
    }

    private static double modulo(double a, double b) {
        double rest = a % nonZero(b);
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest == 0 ? Math.copySign(0, b) : rest;
    }

    private static long nonZero(long divisor) {
        nonZero((double) divisor);
        return divisor;
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw new TemplateException("division by zero");
        }
        return divisor;
    }
}
