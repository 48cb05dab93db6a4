/**
 * The commands as people run them, see {@link dev.headgate.cli.Headgate}: {@link
 * dev.headgate.cli.ApproveCommandIT} and, for the whole story, {@link
 * dev.headgate.cli.demo.DemoIT}.
 */
@NullMarked
package dev.headgate.cli;

import org.jspecify.annotations.NullMarked;
