/**
 * Second factors and passkeys: what people show beside their password, or instead of it.
 *
 * <p>Start at {@code Factors}, by which {@code account} asks whether more than a password is needed; {@code SecondStepController}
 * takes the second factor then, {@code PasskeySignInController} lets in without a password. People set theirs up by {@code
 * FactorController} and {@code PasskeyController}.
 */
@NullMarked
package org.liaoyuan.server.factor;

import org.jspecify.annotations.NullMarked;
