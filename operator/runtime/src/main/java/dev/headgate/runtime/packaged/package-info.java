/**
 * The operator as it is shipped: jars, a Java runtime and a cache of loaded classes that fit only
 * each other. {@link dev.headgate.runtime.packaged.PackagedMain} starts it.
 */
@NullMarked
package dev.headgate.runtime.packaged;

import org.jspecify.annotations.NullMarked;
