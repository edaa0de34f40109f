package org.liaoyuan.server.tool.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.stereotype.Component;

/** Tells this product's own database from others, by whatever address it is reached. */
@Component
class OwnDatabase {

    /** An expression that is the same for all connections to one database of one cluster, and for no other. */
    static final String MARK = "(select system_identifier::text from pg_control_system()) || '/' || current_database()";

    private final SystemDatabase database;
    private volatile @Nullable String mark;

    OwnDatabase(SystemDatabase database) {
        this.database = database;
    }

    /** @param mark what {@link #MARK} said on another connection */
    boolean is(String mark) {
        String own = this.mark;
        if (own == null) {
            own = database.<Optional<String>>ask(
                            db -> db.sql("select " + MARK).query(String.class).optional())
                    .orElseThrow();
            this.mark = own;
        }
        return own.equals(mark);
    }
}
