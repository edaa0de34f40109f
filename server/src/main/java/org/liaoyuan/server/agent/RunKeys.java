package org.liaoyuan.server.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.key.ApiKeys;
import org.liaoyuan.server.key.KeyWindow;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.springframework.stereotype.Component;

/**
 * On whose account runs ask models and act: on that of the person who started them, and within what their API key is limited to where they were
 * started by one. A key that works no more ends its runs.
 */
@Component
public class RunKeys {

    /** For a key's tokens of a minute to come back. */
    private static final int MOST_SECONDS = 180;

    private static final String OVER = "the API key that started the run was revoked, or its time is over";

    private final SystemDatabase database;
    private final ApiKeys keys;
    private final KeyWindow window;
    private final ModelAccess models;
    private final AbsentCaller callers;

    RunKeys(SystemDatabase database, ApiKeys keys, KeyWindow window, ModelAccess models, AbsentCaller callers) {
        this.database = database;
        this.keys = keys;
        this.window = window;
        this.models = models;
        this.callers = callers;
    }

    /**
     * Who asks this model for a run. A key that has used up its tokens of this minute waits for the next ones.
     *
     * @param wanted whether the run is not ended meanwhile
     * @throws RefusedException if the model is not open to them or to their key
     * @throws NodeFailure if the key works no more
     */
    Caller caller(Leg leg, String model, BooleanSupplier wanted) throws InterruptedException {
        Optional<UUID> key = key(leg.run());
        if (key.isEmpty()) {
            return callers.caller(leg.owner(), model);
        }
        Identity who = identity(key.get());
        awaitTokens(key.get(), who.scope().limits(), wanted);
        return models.caller(who, model, Purpose.CHAT);
    }

    /**
     * Who acts by tools for a run: the person who started it, or their key with what it is limited to.
     *
     * @throws RefusedException if they are no longer in the organisation
     * @throws NodeFailure if the key works no more
     */
    Identity who(Leg leg) {
        return key(leg.run()).map(this::identity).orElseGet(() -> callers.identity(leg.owner()));
    }

    private Identity identity(UUID key) {
        return keys.working(key).orElseThrow(RunKeys::isOver);
    }

    /** Why a run ends whose key works no more. */
    public static NodeFailure isOver() {
        return new NodeFailure(NodeFailure.Reason.KEY, OVER);
    }

    private Optional<UUID> key(UUID run) {
        return database.ask(jdbc -> jdbc.sql("select api_key from agent_run where id = ? and api_key is not null")
                .param(run)
                .query(UUID.class)
                .optional());
    }

    /** The requests of a key are those that it sends: what its runs ask counts by its tokens. */
    private void awaitTokens(UUID key, KeyLimits limits, BooleanSupplier wanted) throws InterruptedException {
        KeyLimits tokens = new KeyLimits(null, limits.tokens());
        for (int second = 0; !tokens.areNone() && wanted.getAsBoolean(); second++) {
            if (window.look(key, tokens).map(KeyWindow.Standing::allowed).orElse(true)) {
                return;
            }
            if (second >= MOST_SECONDS) {
                throw new NodeFailure(
                        NodeFailure.Reason.BUDGET,
                        "the API key's " + limits.tokens() + " tokens of a minute were used up for " + MOST_SECONDS
                                + " seconds");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Runs under way whose key works no more. */
    public List<UUID> over() {
        return database.ask(jdbc -> jdbc.sql("""
                        select u.id from agent_run u where u.api_key is not null and u.ended_at is null and not exists (
                          select from api_key k join person p on p.id = k.person
                            join membership m on m.person = k.person and m.organisation = k.organisation
                          where k.id = u.api_key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
                            and not p.disabled)""").query(UUID.class).list());
    }
}
