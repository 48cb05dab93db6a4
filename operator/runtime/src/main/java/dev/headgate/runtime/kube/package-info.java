/**
 * How Headgate talks to the API server that it runs beside. Start at {@link
 * dev.headgate.runtime.kube.Connection}; everything is written through {@link
 * dev.headgate.runtime.kube.ServerSideApply}.
 */
@NullMarked
package dev.headgate.runtime.kube;

import org.jspecify.annotations.NullMarked;
