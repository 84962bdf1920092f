package dev.aoi.grpo.text.template;

/**
 * Text that {@code safe} or {@code escape} marked as ready for HTML: with {@code +} it escapes the
 * text that is added. Chat templates use it without meaning to.
 *
 * @param text the text
 */
record Safe(String text) {

    static Safe escape(Object value) {
        if (value instanceof Safe safe) {
            return safe;
        }
        return new Safe(
                PythonText.str(value)
                        .replace("&", "&amp;")
                        .replace(">", "&gt;")
                        .replace("<", "&lt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;"));
    }
}
