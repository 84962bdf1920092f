package dev.aoi.grpo.text.template;

import dev.aoi.grpo.text.template.Arguments.Bound;

/** Filling text up to a width. */
final class Padding {

    private static final int MAX_WIDTH = 100_000;

    enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    private Padding() {}

    static String pad(String s, Bound arguments, Side side) {
        arguments.need("width");
        String fill = arguments.has("fillchar") ? arguments.text("fillchar") : " ";
        return pad(s, arguments.integer("width", 0), fill, side);
    }

    static String pad(String s, long width, String fill, Side side) {
        int wanted = Math.clamp(width, 0, MAX_WIDTH);
        if (Values.length(fill) != 1) {
            throw new TemplateException("the fill character must be exactly one character long");
        }
        int missing = wanted - (int) Values.length(s);
        if (missing <= 0) {
            return s;
        }
        int left =
                switch (side) {
                    case LEFT -> missing;
                    case RIGHT -> 0;
                    case BOTH -> missing / 2 + (missing & wanted & 1);
                };
        return fill.repeat(left) + s + fill.repeat(missing - left);
    }

    static String zeros(String s, long width) {
        int sign = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
        return s.substring(0, sign) + pad(s.substring(sign), width - sign, "0", Side.LEFT);
    }
}
