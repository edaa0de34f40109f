package org.liaoyuan.server.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions that go to others: handed on by who is asked, or for want of an answer. Each time the audit log is told. */
@Component
class Escalations {

    private static final String HOLD = "select 1 from agent_run where id = ? for update";
    private static final int MOST_AT_ONCE = 500;

    private final SystemDatabase database;
    private final Audit audit;
    private final RunNews changes;

    Escalations(SystemDatabase database, Audit audit, RunNews changes) {
        this.database = database;
        this.audit = audit;
        this.changes = changes;
    }

    private record Late(UUID run, String position, String organisation, String to) {}

    /** Asks others, too, where nobody has decided for so long. */
    void askOthers() {
        List<Late> late = database.ask(
                jdbc -> jdbc.sql("""
                        select run, position, organisation, escalate_to as "to" from agent_wait
                        where escalate_at <= now() and escalated_at is null and over_at is null order by escalate_at limit ?""").param(MOST_AT_ONCE).query(Late.class).list());
        late.forEach(one -> database.run(jdbc -> askOthers(jdbc, one)));
        late.forEach(one -> changes.tell(one.run(), RunNews.What.STEP));
    }

    /** Where there is no such member any more, owners and administrators are asked. */
    private void askOthers(JdbcClient jdbc, Late late) {
        jdbc.sql(HOLD).param(late.run()).query().listOfRows();
        Optional<String> person = late.to().equals(Node.Escalation.ADMIN)
                ? Optional.empty()
                : member(jdbc, late.organisation(), late.to());
        int asked = jdbc.sql("update agent_wait set escalated_at = now(), escalated_to = nullif(?, ''),"
                        + " tell_at = case when tell <> '' then now() end"
                        + " where run = ? and position = ? and escalated_at is null and over_at is null")
                .params(person.orElse(""), late.run(), late.position())
                .update();
        if (asked == 1) {
            audit.write(
                    jdbc,
                    Identity.nobody(""),
                    late.organisation(),
                    "run.escalate",
                    late.run() + " " + late.position(),
                    "to=" + person.orElse(Node.Escalation.ADMIN));
        }
    }

    /**
     * Hands a question on, which whoever does so may decide.
     *
     * @param to name or id of a member
     * @throws RefusedException if nobody is asked any more, or that one can't decide
     */
    void delegate(UUID run, String position, String to, Identity who) {
        database.run(jdbc -> {
            jdbc.sql(HOLD).param(run).query().listOfRows();
            String person = member(jdbc, who.organisation(), to)
                    .orElseThrow(() -> RefusedException.absent("There is nobody '" + to
                            + "' in this organisation who runs agents; expected a member's name"));
            int handed = jdbc.sql("update agent_wait set delegate = ?, tell_at = case when tell <> '' then now() end"
                            + " where run = ? and position = ? and over_at is null")
                    .params(person, run, position)
                    .update();
            if (handed == 0) {
                throw RefusedException.conflict("Run " + run + " does not wait for this decision any more");
            }
            audit.write(jdbc, who, "run.delegate", run + " " + position, "to=" + person);
        });
        changes.tell(run, RunNews.What.STEP);
    }

    private static Optional<String> member(JdbcClient jdbc, String organisation, String name) {
        List<String> roles = List.of(Role.values()).stream()
                .filter(Permission.RUN_AGENTS::isOf)
                .map(Role::stored)
                .toList();
        return jdbc.sql("""
                        select p.id from person p join membership m on m.person = p.id
                        where m.organisation = :organisation and m.role in (:roles) and not p.disabled
                          and (p.name = lower(:name) or p.id = :name)
                        order by p.id = :name desc limit 1""")
                .param("organisation", organisation)
                .param("roles", roles)
                .param("name", name)
                .query(String.class)
                .optional();
    }
}
