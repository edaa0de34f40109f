package org.liaoyuan.server.audit;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How long rows of the log are kept: what the settings say, else what was chosen on the page, else for ever. */
@Component
@EnableConfigurationProperties(AuditSettings.class)
class AuditRetention {

    private static final int MOST_MONTHS = 1200;

    private final SystemDatabase database;
    private final Audit audit;
    private final AuditSettings settings;

    AuditRetention(SystemDatabase database, Audit audit, AuditSettings settings) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException if rows can't be kept so many months */
    static void requirePossible(long months) {
        if (months < 1 || months > MOST_MONTHS) {
            throw new IllegalArgumentException(
                    "the audit log is to be kept " + months + " months; expected 1 to " + MOST_MONTHS);
        }
    }

    boolean isFixed() {
        return settings.retention() != null;
    }

    /** Empty for ever. */
    OptionalInt months() {
        if (settings.retention() != null) {
            return OptionalInt.of((int) settings.retention().toTotalMonths());
        }
        int months = database.ask(db -> db.sql("select coalesce(months, 0) from audit_retention")
                .query(Integer.class)
                .single());
        return months == 0 ? OptionalInt.empty() : OptionalInt.of(months);
    }

    /** @param months null for ever */
    void change(Identity who, @Nullable Integer months) {
        if (isFixed()) {
            throw RefusedException.conflict(
                    "how long the audit log is kept is set by liaoyuan.audit.retention; change it there");
        }
        if (months != null) {
            requirePossible(months);
        }
        database.run(db -> {
            db.sql("update audit_retention set months = ?")
                    .param(1, months, java.sql.Types.INTEGER)
                    .update();
            audit.write(db, who, "audit.retention", "", "months=" + (months == null ? "all" : months));
        });
    }

    /** Whether this process is the one that looks for old rows today: of several that ask, one a day is told yes. */
    boolean isMyTurn() {
        return database.ask(db -> db.sql("update audit_retention set looked_at = now()"
                                + " where looked_at <= now() - interval '1 day'")
                        .update())
                > 0;
    }
}
