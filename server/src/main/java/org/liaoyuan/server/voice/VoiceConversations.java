package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.List;
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
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.vad.VoiceActivity;
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
    private final Detectors detectors;
    private final VoiceSettings settings;
    private final Semaphore places;
    private final Set<VoiceConversation> open = ConcurrentHashMap.newKeySet();

    VoiceConversations(
            ModelService models,
            ModelAccess access,
            AbsentCaller absent,
            ApiKeys keys,
            Detectors detectors,
            VoiceSettings settings) {
        this.models = models;
        this.access = access;
        this.absent = absent;
        this.keys = keys;
        this.detectors = detectors;
        this.settings = settings;
        this.places = new Semaphore(settings.conversations());
    }

    /** @throws BusyException if none more may begin: see {@link #requirePlace} */
    public VoiceConversation begin(
            Identity who, String key, VoiceOptions options, Consumer<VoiceEvent> events) {
        Speakers speakers = new Speakers(models, new Asker(who, key, access, absent, keys));
        return begin(who, options, events, new RealParts(speakers, detectors));
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
                inbox,
                new Talk(inbox, parts, options, settings, events, wrapped),
                settings,
                events,
                wrapped,
                () -> {
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

    /** The models of this program. */
    private record RealParts(Speakers speakers, Detectors detectors) implements Talk.Parts {

        @Override
        public VoiceActivity activity() {
            return detectors.activity();
        }

        @Override
        public Transcript transcribe(VoiceOptions options, Clip clip, Effort effort) {
            return speakers.transcribe(options, clip, effort);
        }

        @Override
        public boolean listensAtHome(VoiceOptions options) {
            return speakers.listensAtHome(options);
        }

        @Override
        public void require(VoiceOptions options) {
            speakers.require(options);
        }

        @Override
        public void requireStillIn() {
            speakers.requireStillIn();
        }

        @Override
        public Answer answer(VoiceOptions options, List<org.liaoyuan.engine.ChatMessage> messages) {
            return speakers.answer(options, messages);
        }

        @Override
        public Speech speak(VoiceOptions options, String text) {
            return speakers.speak(options, text);
        }
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
