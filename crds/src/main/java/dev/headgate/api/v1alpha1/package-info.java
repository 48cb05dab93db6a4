/**
 * The custom resources, as records. Start at {@link dev.headgate.api.v1alpha1.PromotionGate}, which
 * decides what a cluster may see, and {@link dev.headgate.api.v1alpha1.ChangeRequest}, one attempt
 * to prove a revision. The CRDs and API.md are generated from these types.
 *
 * <p>Reading is lenient, so that no object stops an informer: unknown fields are ignored, unknown
 * words become {@code UNKNOWN}, and absent lists are empty.
 */
@NullMarked
package dev.headgate.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
