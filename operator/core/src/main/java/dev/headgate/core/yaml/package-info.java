/**
 * YAML and JSON from outside, read as Kubernetes reads it and within limits. Start at {@link
 * dev.headgate.core.yaml.Documents}.
 */
@NullMarked
package dev.headgate.core.yaml;

import org.jspecify.annotations.NullMarked;
