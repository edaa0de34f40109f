package org.liaoyuan.server.websearch;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.stereotype.Component;

/** Whether the web is searched at all, and for whom. Asked anew for each search, so that off is off at once, in all processes. */
@Component
class Switches {

    private final SystemDatabase database;

    Switches(SystemDatabase database) {
        this.database = database;
    }

    /** What is set for the installation: whether the web is searched, and whether pages are fetched or snippets have to do. */
    record Installation(boolean enabled, boolean readPages) {}

    /** Why somebody may not search, if so. */
    enum State {
        AVAILABLE,
        /** They have not the permission. */
        NOT_PERMITTED,
        /** There is no service. */
        NOT_CONFIGURED,
        /** It is off for the installation. */
        OFF,
        /** Their organisation does without. */
        OFF_FOR_ORGANISATION
    }

    Installation installation() {
        return database.ask(db -> db.sql("select enabled, read_pages from web_search_switch")
                .query((row, number) -> new Installation(row.getBoolean("enabled"), row.getBoolean("read_pages")))
                .single());
    }

    /** What is null stays. */
    void change(@Nullable Boolean enabled, @Nullable Boolean readPages) {
        database.run(db -> db.sql(
                        "update web_search_switch set enabled = coalesce(?, enabled), read_pages = coalesce(?, read_pages)")
                .param(1, enabled, java.sql.Types.BOOLEAN)
                .param(2, readPages, java.sql.Types.BOOLEAN)
                .update());
    }

    State state(Identity who) {
        if (!who.may(Permission.SEARCH_WEB)) {
            return State.NOT_PERMITTED;
        }
        return database.ask(db -> db.sql("""
                        select case
                          when not exists (select from web_search_service) then 'NOT_CONFIGURED'
                          when not (select enabled from web_search_switch) then 'OFF'
                          when exists (select from web_search_without where organisation = ?) then 'OFF_FOR_ORGANISATION'
                          else 'AVAILABLE' end""")
                .param(who.organisation())
                .query((row, number) -> State.valueOf(row.getString(1)))
                .single());
    }

    void organisation(Identity who, boolean allowed) {
        String change = allowed
                ? "delete from web_search_without where organisation = ?"
                : "insert into web_search_without (organisation) values (?) on conflict do nothing";
        database.run(db -> db.sql(change).param(who.organisation()).update());
    }

    boolean isAllowedIn(String organisation) {
        return database.ask(db -> db.sql("select not exists (select from web_search_without where organisation = ?)")
                .param(organisation)
                .query(Boolean.class)
                .single());
    }
}
