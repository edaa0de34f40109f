package org.liaoyuan.server.tool.mcp;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the headers of MCP servers are. */
@Component
class SealedHeaders implements SealedColumn {

    static String place(Object id) {
        return "mcp server " + id;
    }

    @Override
    public String table() {
        return "mcp_server";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_headers";
    }

    @Override
    public String title() {
        return "'MCP server ' || name";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
