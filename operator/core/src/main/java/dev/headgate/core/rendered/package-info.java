/**
 * What somebody else rendered of a revision, beside what its tree says. Start at {@link
 * dev.headgate.core.rendered.Supplemented}: objects of charts, put next to those of the tree.
 */
@NullMarked
package dev.headgate.core.rendered;

import org.jspecify.annotations.NullMarked;
