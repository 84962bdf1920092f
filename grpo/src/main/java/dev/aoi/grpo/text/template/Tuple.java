package dev.aoi.grpo.text.template;

import java.util.List;

/** A Python tuple. */
record Tuple(List<Object> items) {}
