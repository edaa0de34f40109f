package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.key.ApiKeys;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Begins conversations by voice, so many at once as the settings say. */
@Component
public class VoiceConversations implements DisposableBean {

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(5);

    private final ModelService models;
    private final ModelAccess access;
    private final AbsentCaller absent;
    private final ApiKeys keys;
    private final LocalModelService local;
    private final VoiceSettings settings;
    private final Semaphore places;
    private final Set<VoiceConversation> open = ConcurrentHashMap.newKeySet();

    VoiceConversations(
            ModelService models,
            ModelAccess access,
            AbsentCaller absent,
            ApiKeys keys,
            LocalModelService local,
            VoiceSettings settings) {
        this.models = models;
        this.access = access;
        this.absent = absent;
        this.keys = keys;
        this.local = local;
        this.settings = settings;
        this.places = new Semaphore(settings.conversations());
    }

    /**
     * @param key tells the uses of somebody without an account apart in the ledger; may be empty
     * @param events told on the conversation's thread; must not wait
     * @throws BusyException if as many conversations go on as may
     * @throws org.liaoyuan.server.access.RefusedException if one of the models is not open to them
     */
    public VoiceConversation begin(Identity who, String key, VoiceOptions options, Consumer<VoiceEvent> events) {
        return begin(who, options, events, new Speakers(models, local, new Asker(who, key, access, absent, keys)));
    }

    VoiceConversation begin(Identity who, VoiceOptions options, Consumer<VoiceEvent> events, Talk.Parts parts) {
        parts.require(options);
        if (!places.tryAcquire()) {
            throw busy();
        }
        UnaryOperator<Runnable> wrapped =
                work -> () -> Identity.with(who).run(() -> who.tenant().run(work));
        Inbox inbox = new Inbox();
        AtomicReference<VoiceConversation> self = new AtomicReference<>();
        VoiceConversation begun = new VoiceConversation(
                inbox, new Talk(inbox, parts, options, settings, events, wrapped), settings, events, wrapped, () -> {
                    places.release();
                    open.remove(self.get());
                });
        self.set(begun);
        open.add(begun);
        begun.start();
        return begun;
    }

    /** @throws BusyException if as many conversations go on as may */
    public void requirePlace() {
        if (places.availablePermits() == 0) {
            throw busy();
        }
    }

    private BusyException busy() {
        return new BusyException(settings.conversations(), RETRY);
    }

    @Override
    public void destroy() throws InterruptedException {
        for (VoiceConversation conversation : open) {
            conversation.close();
        }
        for (VoiceConversation conversation : open) {
            conversation.awaitEnd(END);
        }
    }
}
