/**
 * The subset of Jinja that chat templates use, with Python's semantics and nothing else: no includes, no reflection, no access
 * to anything but what is passed in. Start at {@link org.liaoyuan.engine.template.jinja.JinjaTemplate}.
 *
 * <p>Values are Java objects: {@link org.liaoyuan.engine.template.jinja.Text} (str), {@code Long} (int), {@code Double} (float),
 * {@code Boolean}, {@code None}, {@code List} (list), {@code Tuple}, {@code Map} (dict, in the order of its entries), {@code
 * Generated} (a generator), {@code Namespace}, {@code Callable} and {@code Undefined}. None of them is changed once it is
 * made, but namespaces; so only namespaces can hold themselves.
 */
@NullMarked
package org.liaoyuan.engine.template.jinja;

import org.jspecify.annotations.NullMarked;
