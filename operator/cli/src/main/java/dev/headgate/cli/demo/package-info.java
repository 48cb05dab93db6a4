/**
 * The main job on real local control planes, told as a story. Start at {@link
 * dev.headgate.cli.demo.DemoCommand}; each {@link dev.headgate.cli.demo.Scenario} is a file.
 */
@NullMarked
package dev.headgate.cli.demo;

import org.jspecify.annotations.NullMarked;
