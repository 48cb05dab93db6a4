/**
 * Real control planes from real binaries, for the demo and for tests.
 *
 * <p>{@link dev.headgate.local.LocalCluster} starts one; {@link dev.headgate.local.Binaries} finds
 * or makes what it runs. {@link dev.headgate.local.junit.RealClusters} hands shared ones to tests.
 */
@NullMarked
package dev.headgate.local;

import org.jspecify.annotations.NullMarked;
