/**
 * From a model's name to who answers: providers and aliases as settings say, the order in which targets are asked, what is done
 * when one fails. Start at {@link org.liaoyuan.server.model.internal.route.Router}.
 */
@NullMarked
package org.liaoyuan.server.model.internal.route;

import org.jspecify.annotations.NullMarked;
