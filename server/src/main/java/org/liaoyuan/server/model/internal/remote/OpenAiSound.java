package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.Wav;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of OpenAI's interface that is about sound: {@code /audio/transcriptions}, {@code /audio/translations}, {@code /audio/speech}. */
final class OpenAiSound {

    private static final JsonMapper JSON = new JsonMapper();
    /** Of what providers say instead of a code. */
    private static final Map<String, String> LANGUAGES = Map.of("english", "en", "chinese", "zh", "mandarin", "zh");

    private static final int MOST_SEGMENTS = 100_000;
    private static final int MOST_SPEAKERS = 100;

    private final String id;
    private final Upstream upstream;
    private final Refusals refusals;

    OpenAiSound(String id, Upstream upstream, Refusals refusals) {
        this.id = id;
        this.upstream = upstream;
        this.refusals = refusals;
    }

    Transcription transcribe(TranscriptionRequest request) {
        RecognitionOptions options = request.options();
        boolean translates = options.task() == RecognitionOptions.Task.TRANSLATE;
        Clip clip = Resampler.convert(request.clip(), SampleRate.HZ_16000);
        MultipartEntityBuilder form = MultipartEntityBuilder.create()
                .addBinaryBody("file", Wav.bytes(clip), ContentType.create("audio/wav"), "sound.wav")
                .addTextBody("model", request.model())
                .addTextBody("response_format", request.speakers() ? "diarized_json" : "verbose_json");
        if (request.speakers()) {
            form.addTextBody("chunking_strategy", "auto"); // OpenAI wants it of what is longer than 30 s
        }
        if (!translates && options.languages().size() == 1) {
            form.addTextBody("language", options.languages().getFirst());
        }
        if (!options.prompt().isEmpty()) {
            form.addTextBody("prompt", options.prompt(), ContentType.TEXT_PLAIN.withCharset("UTF-8"));
        }
        Reply reply =
                accepted(upstream.post(translates ? "/audio/translations" : "/audio/transcriptions", form.build()));
        Transcript transcript = read(reply, clip.seconds());
        transcript.segments().forEach(request.listener());
        return new Transcription(id + "/" + request.model(), transcript, clip.seconds(), 0, false);
    }

    private Transcript read(Reply reply, double seconds) {
        try {
            JsonNode json = JSON.readTree(reply.document(Reply.MOST_BYTES));
            reply.done();
            return transcript(json, seconds);
        } catch (JacksonException e) {
            throw new RemoteException(new RemoteFailure.Garbage(id + " sent what is no JSON"));
        } catch (IOException e) {
            RemoteException failure = reply.failure(e);
            reply.close();
            throw failure;
        }
    }

    /** Times outside of the sound are brought into it. */
    private Transcript transcript(JsonNode json, double seconds) {
        List<TranscriptSegment> segments = new ArrayList<>();
        List<String> speakers = new ArrayList<>();
        for (JsonNode each : json.path("segments")) {
            double start = Math.clamp(each.path("start").asDouble(0), 0, seconds);
            double end = Math.clamp(each.path("end").asDouble(start), start, seconds);
            String text = each.path("text").asString("").strip();
            if (!text.isEmpty() && segments.size() < MOST_SEGMENTS) {
                segments.add(new TranscriptSegment(start, end, text, number(each.path("speaker"), speakers)));
            }
        }
        String text = json.path("text").asString("").strip();
        if (segments.isEmpty() && !json.path("text").isString()) {
            throw new RemoteException(new RemoteFailure.Garbage(id + " sent a transcript without a text"));
        }
        if (segments.isEmpty() && !text.isEmpty()) {
            segments.add(new TranscriptSegment(0, seconds, text));
        }
        String said = json.path("language").asString("").toLowerCase(Locale.ROOT);
        String language = LANGUAGES.getOrDefault(said, said.matches("[a-z]{2,3}") ? said : "");
        return new Transcript(language, 0, segments, 1, 0, false);
    }

    /** Of who speaks, whatever the provider calls them; 0 where it does not say. */
    private static int number(JsonNode speaker, List<String> known) {
        String name = speaker.asString("").strip();
        if (name.isEmpty() || known.size() >= MOST_SPEAKERS && !known.contains(name)) {
            return 0;
        }
        if (!known.contains(name)) {
            known.add(name);
        }
        return known.indexOf(name) + 1;
    }

    /** As PCM, which every provider sends with 24,000 samples a second and 16 bits. */
    Speech speak(SpeechRequest request) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", request.model())
                .put("input", request.text())
                .put("voice", request.voice().isEmpty() ? "alloy" : request.voice())
                .put("speed", request.speed())
                .put("response_format", "pcm");
        Reply reply = accepted(upstream.post("/audio/speech", OpenAiRequest.bytes(body)));
        reply.hasBegun();
        return new RemoteSpeech(
                id + "/" + request.model(), reply, request.text().length());
    }

    private Reply accepted(Reply reply) {
        if (reply.status() != 200) {
            throw refusals.of(reply);
        }
        return reply;
    }
}
