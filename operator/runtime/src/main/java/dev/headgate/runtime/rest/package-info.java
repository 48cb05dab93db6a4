/**
 * Raw requests to one API server, host or sandbox alike: what is sent is what costs. Start at
 * {@link dev.headgate.runtime.rest.ApiServer}; {@link dev.headgate.runtime.rest.ServedKinds} says
 * where the objects of a kind live.
 */
@NullMarked
package dev.headgate.runtime.rest;

import org.jspecify.annotations.NullMarked;
