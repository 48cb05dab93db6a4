/** The command line. Start reading at {@link dev.headgate.cli.Main}, which lists the commands. */
@NullMarked
package dev.headgate.cli;

import org.jspecify.annotations.NullMarked;
