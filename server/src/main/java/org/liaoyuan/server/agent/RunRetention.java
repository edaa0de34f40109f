package org.liaoyuan.server.agent;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Repeated;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Every hour deletes runs that ended long ago, with their steps, and has the engine forget those that ended. */
@Component
@EnableConfigurationProperties(RunSettings.class)
class RunRetention {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 1_000;

    private final SystemDatabase database;
    private final RunSettings settings;
    private final Engine engine;
    private final Repeated again;

    RunRetention(SystemDatabase database, RunSettings settings, Engine engine) {
        this.database = database;
        this.settings = settings;
        this.engine = engine;
        this.again = new Repeated("agent-retention", EVERY, this::hourly);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        again.start();
    }

    private void hourly() {
        Duration retention = settings.retention();
        if (retention != null) {
            delete(retention);
        }
        deleteByPolicies();
        engine.sweep();
    }

    /** @return how many */
    int delete(Duration retention) {
        return delete("""
                delete from agent_run where id in (
                  select id from agent_run u where ended_at < now() - ? * interval '1 second'
                    and not exists (select from agent_run p where p.id = u.parent and p.ended_at is null)
                  order by ended_at limit ? for update skip locked)""", List.of(retention.toSeconds(), MOST_AT_ONCE));
    }

    /**
     * Those whose agents say how long they are kept.
     *
     * @return how many
     */
    int deleteByPolicies() {
        return delete("""
                delete from agent_run where id in (
                  select u.id from agent_run u join agent_release r on r.agent = u.agent and r.number = u.release
                  where r.definition -> 'policies' ->> 'days' is not null
                    and u.ended_at < now() - cast(r.definition -> 'policies' ->> 'days' as integer) * interval '1 day'
                    and not exists (select from agent_run p where p.id = u.parent and p.ended_at is null)
                  order by u.ended_at limit ? for update of u skip locked)""", List.of(MOST_AT_ONCE));
    }

    /** Some at once, until there are no more. */
    private int delete(String some, List<?> parameters) {
        int all = 0;
        for (int deleted = MOST_AT_ONCE; deleted == MOST_AT_ONCE; all += deleted) {
            deleted = database.ask(jdbc -> jdbc.sql(some).params(parameters).update());
        }
        return all;
    }

    @PreDestroy
    void close() {
        again.close();
    }
}
