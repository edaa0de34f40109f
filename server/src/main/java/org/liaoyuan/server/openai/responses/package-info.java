/**
 * {@code /v1/responses}, OpenAI's Responses API: a second door onto the same {@code model}. Start at {@link
 * org.liaoyuan.server.openai.responses.ResponsesController}.
 */
@NullMarked
package org.liaoyuan.server.openai.responses;

import org.jspecify.annotations.NullMarked;
