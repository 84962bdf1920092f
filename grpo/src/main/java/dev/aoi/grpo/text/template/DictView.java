package dev.aoi.grpo.text.template;

import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} give: it can be iterated and counted,
 * not indexed.
 *
 * @param kind "dict_keys" and so on
 * @param items what it holds
 */
record DictView(String kind, List<Object> items) {}
