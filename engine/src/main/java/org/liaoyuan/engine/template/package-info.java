/** Chat templates: from a conversation to the prompt a model was trained on. */
@NullMarked
package org.liaoyuan.engine.template;

import org.jspecify.annotations.NullMarked;
