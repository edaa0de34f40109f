package org.liaoyuan.server.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.Preparation;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.vad.VoiceActivity;

/** The models of one conversation, asked on the account of who holds it. */
final class Speakers implements Talk.Parts {

    /** What a model needs to know of being heard and not read. */
    private static final String ALOUD =
            "Your answer is spoken aloud, and the person's words were heard by a speech recogniser: take what was"
                    + " probably meant. Answer in the person's language, in one to three short sentences, without lists, headings, code"
                    + " or other Markdown.";

    private final ModelService models;
    private final LocalModelService local;
    private final Asker asker;

    Speakers(ModelService models, LocalModelService local, Asker asker) {
        this.models = models;
        this.local = local;
        this.asker = asker;
    }

    @Override
    public Answer answer(VoiceOptions options, List<ChatMessage> messages) {
        asker.requireStillIn();
        Sampling chat = Sampling.CHAT;
        Sampling sampling = options.temperature() < 0
                ? chat
                : new Sampling(
                        options.temperature(),
                        chat.topK(),
                        chat.topP(),
                        chat.minP(),
                        chat.frequencyPenalty(),
                        chat.presencePenalty(),
                        chat.repeatPenalty(),
                        chat.seed(),
                        chat.logitBias());
        return models.chat(
                new ChatRequest(options.model(), told(options, messages), sampling, options.mostTokens(), List.of(), -1)
                        .withCaller(asker.caller(options.model(), Purpose.CHAT)));
    }

    @Override
    public void prepare(VoiceOptions options, List<ChatMessage> messages) throws InterruptedException {
        ChatRequest request = new ChatRequest(
                        options.model(), told(options, messages), Sampling.CHAT, options.mostTokens(), List.of(), -1)
                .withCaller(asker.caller(options.model(), Purpose.CHAT));
        Optional<Preparation> reading = models.prepare(request);
        if (reading.isPresent()) {
            try (Preparation under = reading.get()) {
                under.await();
            }
        }
    }

    @Override
    public boolean speaksAtHome(VoiceOptions options) {
        return isAtHome(options.speaker(), Purpose.SPEECH);
    }

    private static List<ChatMessage> told(VoiceOptions options, List<ChatMessage> messages) {
        List<String> parts = new ArrayList<>();
        if (options.spoken()) {
            parts.add(ALOUD);
        }
        if (!options.instructions().isBlank()) {
            parts.add(options.instructions());
        }
        int first = 0;
        if (!messages.isEmpty() && messages.getFirst().role().equals("system")) {
            parts.add(messages.getFirst().content());
            first = 1;
        }
        List<ChatMessage> told = new ArrayList<>();
        if (!parts.isEmpty()) {
            told.add(ChatMessage.system(String.join("\n\n", parts)));
        }
        told.addAll(messages.subList(first, messages.size()));
        if (told.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to answer: say or add something first");
        }
        return told;
    }

    @Override
    public Speech speak(VoiceOptions options, String text) {
        return models.speak(new SpeechRequest(
                options.speaker(),
                text,
                options.manner().voiceFor(text),
                options.manner().speedOr1(),
                options.manner().pausesOrUsual(),
                asker.caller(options.speaker(), Purpose.SPEECH)));
    }

    @Override
    public VoiceActivity activity() {
        return local.voiceActivity();
    }

    @Override
    public Transcript transcribe(VoiceOptions options, Clip clip, Effort effort) {
        RecognitionOptions how =
                RecognitionOptions.DEFAULT.withPrompt(options.vocabulary()).withEffort(effort);
        if (!options.language().isEmpty()) {
            how = how.withLanguages(List.of(options.language()));
        }
        return models.transcribe(new TranscriptionRequest(
                        options.listener(), clip, how, asker.caller(options.listener(), Purpose.TRANSCRIPTION)))
                .transcript();
    }

    @Override
    public boolean listensAtHome(VoiceOptions options) {
        return isAtHome(options.listener(), Purpose.TRANSCRIPTION);
    }

    private boolean isAtHome(String model, Purpose purpose) {
        try {
            return models.meant(model, purpose).stream()
                    .map(models::status)
                    .map(ModelStatus::provider)
                    .allMatch("local"::equals);
        } catch (UnknownModelException e) {
            return false;
        }
    }

    @Override
    public void require(VoiceOptions options) {
        var unusedListener = asker.caller(options.listener(), Purpose.TRANSCRIPTION);
        if (!options.captionsOnly()) {
            var unusedModel = asker.caller(options.model(), Purpose.CHAT);
            if (options.spoken()) {
                var unusedSpeaker = asker.caller(options.speaker(), Purpose.SPEECH);
            }
        }
    }

    @Override
    public void requireStillIn() {
        asker.requireStillIn();
    }
}
