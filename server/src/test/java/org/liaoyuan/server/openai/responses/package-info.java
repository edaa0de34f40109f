/** The Responses API: by plain HTTP, on real models and the real database. */
package org.liaoyuan.server.openai.responses;
