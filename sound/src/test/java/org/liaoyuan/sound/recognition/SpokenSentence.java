package org.liaoyuan.sound.recognition;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/** "He might even have been made amiable himself.", with silence around it. */
public final class SpokenSentence {

    private SpokenSentence() {}

    /** What a stream of a recogniser says of it. */
    public static List<RecognitionEvent> heardBy(Recognizer recognizer) {
        Clip speech = Clip.silence(SampleRate.HZ_16000, 0.5)
                .then(TestSpeech.clip("amiable.wav"))
                .then(Clip.silence(SampleRate.HZ_16000, 1));
        List<RecognitionEvent> events = new CopyOnWriteArrayList<>();
        try (SileroModel silero = SileroModel.load(TestModels.file(TestSpeech.SILERO));
                VoiceActivity activity = silero.listen();
                StreamingRecognizer stream =
                        new StreamingRecognizer(activity, recognizer, RecognitionOptions.DEFAULT, events::add)) {
            stream.accept(speech.samples(), speech.length());
            stream.end();
        }
        return events;
    }
}
