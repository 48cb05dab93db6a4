/** Packages the operator, and starts what came of it as a container runtime would. */
@NullMarked
package dev.headgate.image;

import org.jspecify.annotations.NullMarked;
