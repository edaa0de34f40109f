/**
 * Operations of companies' systems that an OpenAPI document describes, as nodes: follow {@code OpenApiTool} → {@code Calling}; what an API
 * can do is read by {@code DocumentReader} and kept by {@code ApiStore}.
 */
@NullMarked
package org.liaoyuan.server.tool.openapi;

import org.jspecify.annotations.NullMarked;
