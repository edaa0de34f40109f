package org.liaoyuan.server.agent;

import java.util.Optional;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Evals;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a definition asks for it, its draft is evaluated before it is released: exactly as it stands, the newest time that counts. */
final class EvaluationGate {

    private static final int HUNDRED = 100;

    private EvaluationGate() {}

    private record Newest(int number, int cases, int passed) {}

    /**
     * Lets a draft through.
     *
     * @param agent whose row is held, with the draft that is to be released
     * @throws RefusedException if it was not evaluated, or too few of its cases passed
     */
    static void require(JdbcClient jdbc, Agent agent, Evals evals) {
        if (!evals.isGate()) {
            return;
        }
        String asks =
                "the draft asks that " + percent(evals.least()) + " of its cases pass before a release (evals/least)";
        Optional<Newest> newest = jdbc.sql("""
                        select e.number, e.cases, (select count(*) from agent_evaluation_case c where c.evaluation = e.id and c.passed) as passed
                        from agent_evaluation e where e.agent = ? and e.revision = ? and e.state = 'DONE'
                        order by e.number desc limit 1""")
                .params(agent.id(), agent.revision())
                .query((row, n) -> new Newest(row.getInt("number"), row.getInt("cases"), row.getInt("passed")))
                .optional();
        if (newest.isEmpty()) {
            throw RefusedException.conflict(asks + ", and as it stands, revision " + agent.revision()
                    + ", it was not evaluated; evaluate it first");
        }
        Newest last = newest.get();
        if ((double) last.passed() / last.cases() < evals.least()) {
            throw RefusedException.conflict(asks + ", and " + last.passed() + " of " + last.cases()
                    + " did in its newest evaluation, number " + last.number()
                    + "; look at the others there, mend the draft and evaluate it again");
        }
    }

    private static String percent(double share) {
        double percent = Math.round(share * HUNDRED * HUNDRED) / (double) HUNDRED;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + " %";
    }
}
