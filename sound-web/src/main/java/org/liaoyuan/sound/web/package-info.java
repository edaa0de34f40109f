/**
 * What the page calls of {@code liaoyuan-sound}: numbers, strings and arrays of floats in and out, no object of Java. TeaVM makes an
 * ES2015 module of it ({@code web/src/hearing/generated/sound.js}, by {@code npm run sound}); its types stand in {@code sound.d.ts} beside it.
 */
@NullMarked
package org.liaoyuan.sound.web;

import org.jspecify.annotations.NullMarked;
