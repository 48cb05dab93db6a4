/**
 * CRDs and their reference from the records. Start at {@link
 * dev.headgate.api.generate.GeneratedFiles}; GeneratedFilesTest compares them with what is
 * committed and writes them anew on request.
 */
@NullMarked
package dev.headgate.api.generate;

import org.jspecify.annotations.NullMarked;
