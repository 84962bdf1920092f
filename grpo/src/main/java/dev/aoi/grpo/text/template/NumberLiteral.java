package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Token.Kind;

/** Numbers as they are written in a template. */
final class NumberLiteral {

    private NumberLiteral() {}

    static Object value(Token token) {
        String digits = token.text().replace("_", "");
        if (token.is(Kind.FLOAT)) {
            return Double.valueOf(digits);
        }
        try {
            return digits.length() > 2 && Character.isLetter(digits.charAt(1))
                    ? Long.valueOf(digits.substring(2), radix(digits.charAt(1)))
                    : Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new TemplateException(
                    "the number " + token.text() + " needs more than 64 bits", token.line());
        }
    }

    private static int radix(char letter) {
        return switch (Character.toLowerCase(letter)) {
            case 'b' -> 2;
            case 'o' -> 8;
            default -> 16;
        };
    }
}
