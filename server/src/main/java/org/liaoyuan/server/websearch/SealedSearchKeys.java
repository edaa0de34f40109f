package org.liaoyuan.server.websearch;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the keys of search services are. */
@Component
class SealedSearchKeys implements SealedColumn {

    static String place(Object id) {
        return "web search " + id;
    }

    @Override
    public String table() {
        return "web_search_service";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_key";
    }

    @Override
    public String title() {
        return "'web search ' || lower(kind)";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
