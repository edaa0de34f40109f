/**
 * Models behind one door: the catalogue, downloads, and {@link org.liaoyuan.server.model.ModelService}, which every other
 * room talks to.
 */
@NullMarked
package org.liaoyuan.server.model;

import org.jspecify.annotations.NullMarked;
