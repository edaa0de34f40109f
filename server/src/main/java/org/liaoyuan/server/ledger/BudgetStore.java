package org.liaoyuan.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The budgets' table. */
final class BudgetStore {

    private final JdbcClient jdbc;

    BudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Budget> all() {
        return jdbc.sql("select * from budget").query(BudgetStore::budget).list();
    }

    /** Sets it, or the amount of the one that is there for the same subject, period and unit. */
    Budget put(Budget budget) {
        return jdbc.sql("""
                        insert into budget (id, organisation, subject, subject_id, period, unit, amount)
                        values (:id, :organisation, :subject, :subjectId, :period, :unit, :amount)
                        on conflict (organisation, subject, subject_id, period, unit) do update set amount = excluded.amount
                        returning *""")
                .param("id", budget.id())
                .param("organisation", budget.organisation())
                .param("subject", EntryStore.lower(budget.subject()))
                .param("subjectId", budget.subjectId())
                .param("period", EntryStore.lower(budget.period()))
                .param("unit", EntryStore.lower(budget.unit()))
                .param("amount", budget.amount())
                .query(BudgetStore::budget)
                .single();
    }

    boolean remove(UUID id) {
        return jdbc.sql("delete from budget where id = ?").param(id).update() > 0;
    }

    private static Budget budget(ResultSet row, int number) throws SQLException {
        return new Budget(
                row.getObject("id", UUID.class),
                row.getString("organisation"),
                Subject.valueOf(upper(row, "subject")),
                row.getString("subject_id"),
                Period.valueOf(upper(row, "period")),
                Unit.valueOf(upper(row, "unit")),
                row.getDouble("amount"));
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
