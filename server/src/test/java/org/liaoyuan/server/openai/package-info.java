/** The OpenAI-compatible API: by plain HTTP, and by the official clients. */
package org.liaoyuan.server.openai;
