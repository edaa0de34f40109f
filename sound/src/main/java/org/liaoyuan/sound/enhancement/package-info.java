/**
 * Speech made clearer in noise: the low-delay denoiser of the live aid in plain Java (compiled for the browser too), and native tiers
 * for sound that may come later.
 */
@NullMarked
package org.liaoyuan.sound.enhancement;

import org.jspecify.annotations.NullMarked;
