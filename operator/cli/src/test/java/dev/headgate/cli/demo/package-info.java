/** The demo as people run it: {@link dev.headgate.cli.demo.DemoIT} plays all of it. */
@NullMarked
package dev.headgate.cli.demo;

import org.jspecify.annotations.NullMarked;
