/** Apache Kafka and a schema registry inside this JVM, for the product and for every test. */
@NullMarked
package dev.aoi.broker;

import org.jspecify.annotations.NullMarked;
