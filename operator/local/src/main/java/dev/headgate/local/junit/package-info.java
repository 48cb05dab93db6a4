/**
 * Real control planes for JUnit: {@code @ExtendWith(RealClusters.class)}, then ask for them by
 * parameter, see {@link dev.headgate.local.junit.RealClusters}.
 */
@NullMarked
package dev.headgate.local.junit;

import org.jspecify.annotations.NullMarked;
