package org.liaoyuan.server.tool.openapi;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the headers of APIs are. */
@Component
class SealedApiHeaders implements SealedColumn {

    static String place(Object id) {
        return "openapi connection " + id;
    }

    @Override
    public String table() {
        return "openapi_connection";
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
        return "'API ' || name";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
