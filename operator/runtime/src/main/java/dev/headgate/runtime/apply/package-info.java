/**
 * Puts objects into a sandbox as Flux would put them into the cluster, and takes them out again.
 * Start at {@link dev.headgate.runtime.apply.Applier} and {@link
 * dev.headgate.runtime.apply.Cleaner}. All of it sees the world through a {@link
 * dev.headgate.runtime.apply.SandboxClient}, so that no mistake here can reach the host.
 */
@NullMarked
package dev.headgate.runtime.apply;

import org.jspecify.annotations.NullMarked;
