package dev.aoi.grpo.text.template;

/**
 * What a missing variable, attribute or item gives: empty when printed or iterated, false, and an
 * error when it is asked for anything else.
 *
 * @param why what is missing
 */
record Undefined(String why) {

    TemplateException error() {
        return new TemplateException(why);
    }
}
