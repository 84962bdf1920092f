package dev.aoi.grpo.text.template;

/** Something a template can call. */
@FunctionalInterface
interface Callable {

    Object call(Arguments arguments);
}
