package org.liaoyuan.server.tool;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents may reach: {@code liaoyuan.tools.*}.
 *
 * @param inside hosts inside one's own network that may be reached, as addresses write them, and networks such as {@code 10.1.0.0/16}
 */
@ConfigurationProperties("liaoyuan.tools")
record ToolSettings(@DefaultValue List<String> inside) {

    ToolSettings {
        inside = List.copyOf(inside);
    }
}
