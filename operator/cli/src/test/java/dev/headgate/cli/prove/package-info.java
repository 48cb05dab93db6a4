/** Tests of {@code headgate prove}, on a real cluster. */
@NullMarked
package dev.headgate.cli.prove;

import org.jspecify.annotations.NullMarked;
