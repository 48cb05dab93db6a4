/**
 * The operator as a folder that runs by itself, and as an OCI image, made without a container
 * engine. Start reading at {@link dev.headgate.image.PackageCommand}; why it is so is in decision
 * 31.
 */
@NullMarked
package dev.headgate.image;

import org.jspecify.annotations.NullMarked;
