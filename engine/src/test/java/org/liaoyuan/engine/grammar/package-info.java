/** The compiler of grammars against an independent sampler and an independent validator. */
package org.liaoyuan.engine.grammar;
