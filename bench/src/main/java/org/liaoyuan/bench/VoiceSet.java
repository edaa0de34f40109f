package org.liaoyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.Wav;
import org.liaoyuan.sound.synthesis.KokoroSynthesizer;
import org.liaoyuan.sound.synthesis.SpeechCache;
import org.liaoyuan.sound.synthesis.Synthesizer;
import org.liaoyuan.sound.synthesis.Voice;
import org.liaoyuan.sound.synthesis.text.Language;

/** Utterances of each of Kokoro's voices at 16 kHz, synthesised once and kept. With some of the voices was tuned, the others are for proof. */
final class VoiceSet {

    private static final Set<String> TUNED_WITH = Set.of(
            "af_alloy",
            "af_bella",
            "af_kore",
            "af_nova",
            "af_sky",
            "am_adam",
            "am_echo",
            "am_fenrir",
            "am_liam",
            "am_michael",
            "am_onyx",
            "bf_alice",
            "bf_emma",
            "bf_lily",
            "bm_daniel",
            "bm_george",
            "zf_xiaobei",
            "zf_xiaoni",
            "zm_yunxi");

    private static final List<String> CHINESE = List.of(
            "我们先看一下上个月的数字，再决定下一步怎么走。",
            "这个方案我不太同意，成本太高了，而且时间也来不及。",
            "好的，那就这么定了。",
            "下个星期三之前，请大家把自己的部分写完，发到群里来。",
            "我刚才没有听清楚，您能不能再说一遍？");

    private static final List<String> ENGLISH = List.of(
            "Let us look at the numbers of last month before we decide what to do next.",
            "I do not quite agree, since it costs too much and we are already late.",
            "All right, that is settled then.",
            "Please finish your part until Wednesday and send it to everybody in the group.",
            "I did not hear that, could you say it once more?");

    private final Path folder;

    VoiceSet(Path folder) {
        this.folder = folder;
    }

    /**
     * Utterances by voice.
     *
     * @param tuning those that were tuned with, instead of the others
     * @param language of voices; null for both
     */
    Map<String, List<Clip>> voices(Path models, boolean tuning, @Nullable Language language) throws IOException {
        Map<String, List<Clip>> all = new TreeMap<>();
        try (Synthesizer kokoro = KokoroSynthesizer.load(
                models.resolve("kokoro-v1.0-int8.onnx"),
                models.resolve("kokoro-js-1.2.1.tgz"),
                models.resolve("misaki-0.9.4-py3-none-any.whl"),
                new SpeechCache(0))) {
            for (Voice voice : kokoro.voices()) {
                if (TUNED_WITH.contains(voice.name()) == tuning && (language == null || voice.language() == language)) {
                    all.put(voice.name(), utterances(kokoro, voice));
                }
            }
        }
        return all;
    }

    /** Utterances that somebody has, by what stands before the last dash of their file names. */
    static Map<String, List<Clip>> recordings(Path folder) throws IOException {
        Map<String, List<Clip>> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                String voice = name.contains("-") ? name.substring(0, name.lastIndexOf('-')) : name;
                all.computeIfAbsent(voice, v -> new ArrayList<>())
                        .add(Resampler.convert(Wav.read(file).mono(), SampleRate.HZ_16000));
            }
        }
        return all;
    }

    private List<Clip> utterances(Synthesizer kokoro, Voice voice) throws IOException {
        Files.createDirectories(folder);
        List<String> texts = voice.language() == Language.CHINESE ? CHINESE : ENGLISH;
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Path file = folder.resolve(voice.name() + "-" + i + ".wav");
            if (!Files.exists(file)) {
                Wav.write(file, Resampler.convert(kokoro.speak(texts.get(i), voice, 1), SampleRate.HZ_16000));
            }
            clips.add(Wav.read(file).mono());
        }
        return clips;
    }
}
