package org.liaoyuan.server.agent.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.agent.Beginnings;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.door.FiredTriggers.Fired;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Starts runs that other systems ask for by the address of a webhook. */
@Component
public class Hooks {

    static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_A_MINUTE = 60;
    private static final int LONGEST_DELIVERY = 200;

    private final SystemDatabase database;
    private final FiredTriggers triggers;
    private final Starts starts;
    private final KeyVault vault;
    private final HookInput inputs;

    Hooks(SystemDatabase database, FiredTriggers triggers, Starts starts, KeyVault vault, HookInput inputs) {
        this.database = database;
        this.triggers = triggers;
        this.starts = starts;
        this.vault = vault;
        this.inputs = inputs;
    }

    /** What a request says; the body is read when it is known to be wanted. */
    interface Request {

        /** At most one byte more than {@link #MOST_BYTES}. */
        byte[] body() throws IOException;

        @Nullable
        String signature();

        /** The same for each time that the sender tries; null where it has none. */
        @Nullable
        String delivery();
    }

    /**
     * The run that this request started, or the one that it started when it was sent before.
     *
     * @throws RefusedException if there is no such webhook, it is paused, or the signature is wrong
     * @throws TryLaterException if there were too many requests in this minute
     * @throws IllegalArgumentException if the body does not fit
     */
    UUID take(String token, Request request) throws IOException {
        Fired fired = triggers.find("token_hash = ?", Tokens.hash(token))
                .orElseThrow(() -> RefusedException.absent("There is no such webhook"));
        count(fired);
        byte[] body = request.body();
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException("the body has more than " + MOST_BYTES + " bytes");
        }
        requireSigned(fired, body, request.signature());
        if (fired.paused()) {
            throw RefusedException.conflict("this webhook is paused");
        }
        String delivery = delivery(request.delivery());
        Optional<UUID> before = delivery.isEmpty() ? Optional.empty() : started(fired, delivery);
        return before.orElseGet(() -> start(fired, body, delivery));
    }

    private void count(Fired fired) {
        int requests = database.ask(
                jdbc -> jdbc.sql("""
                        update agent_trigger set minute = date_trunc('minute', now()),
                          requests = case when minute = date_trunc('minute', now()) then least(requests, 1000000) + 1 else 1 end
                        where id = ? returning requests""").param(fired.id()).query(Integer.class).single());
        if (requests > MOST_A_MINUTE) {
            throw new TryLaterException(
                    429, "this webhook takes " + MOST_A_MINUTE + " requests a minute", Duration.ofMinutes(1));
        }
    }

    private void requireSigned(Fired fired, byte[] body, @Nullable String signature) {
        byte[] sealed = fired.secret();
        if (!fired.signed()) {
            return;
        }
        if (sealed == null
                || !Signature.signs(vault.open(SealedHookSecrets.place(fired.id()), sealed), body, signature)) {
            throw RefusedException.unknown(
                    "the signature is missing or wrong; expected X-Hub-Signature-256: sha256= and the HMAC-SHA256 of the body in hex");
        }
    }

    private static String delivery(@Nullable String header) {
        String delivery = header == null ? "" : header.strip();
        if (delivery.length() > LONGEST_DELIVERY || delivery.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the delivery's id has " + delivery.length() + " characters; expected "
                    + LONGEST_DELIVERY + " at most");
        }
        return delivery;
    }

    private Optional<UUID> started(Fired fired, String delivery) {
        return database.ask(jdbc -> jdbc.sql("select run from agent_delivery where trigger_id = ? and delivery = ?")
                .params(fired.id(), delivery)
                .query(UUID.class)
                .optional());
    }

    private UUID start(Fired fired, byte[] body, String delivery) {
        try {
            triggers.requireOpen(fired);
            Starts.Ready ready = fired.owner().ask(() -> {
                JsonNode input = inputs.of(
                        starts.schema(fired.agent(), fired.which(), Channel.WEBHOOK),
                        fired.input(),
                        new String(body, StandardCharsets.UTF_8));
                return starts.ready(fired.agent(), fired.which(), input, Channel.WEBHOOK);
            });
            Starts.Also also = FiredTriggers.started(fired).and((jdbc, run) -> {
                if (!delivery.isEmpty()) {
                    jdbc.sql("""
                                    insert into agent_delivery (trigger_id, delivery, organisation, person, run)
                                    values (?, ?, ?, ?, ?)""")
                            .params(
                                    fired.id(),
                                    delivery,
                                    fired.owner().organisation(),
                                    fired.owner().person(),
                                    run)
                            .update();
                }
            });
            Beginnings.Started started = starts.begin(ready, fired.owner(), also);
            starts.go(started);
            return started.leg().run();
        } catch (DuplicateKeyException e) {
            // the same delivery came twice at once, and the other was first
            return started(fired, delivery).orElseThrow(() -> e);
        } catch (RefusedException | IllegalArgumentException e) {
            database.run(jdbc -> FiredTriggers.failed(jdbc, fired, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Senders try for some days at most. */
    void forgetOld() {
        database.run(jdbc -> jdbc.sql("delete from agent_delivery where at < now() - interval '7 days'")
                .update());
    }
}
