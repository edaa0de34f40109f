/** Arithmetic on samples: spectra, windows, other sample rates. Compiled for the browser too. */
@NullMarked
package org.liaoyuan.sound.dsp;

import org.jspecify.annotations.NullMarked;
