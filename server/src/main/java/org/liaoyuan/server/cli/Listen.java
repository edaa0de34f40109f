package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.audio.AudioFiles;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.io.Microphone;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.TranscriptSegment;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down what is said into the microphone, or in a file. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "把说的话写成文字：对着麦克风说，按回车结束；或给一个音频、视频文件。加 --aid 则作助听器用。",
            "Writes down what is said: into the microphone, until Enter; or in a sound or video file. With --aid it is a hearing aid."
        })
final class Listen implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Option(
            names = {"-l", "--language"},
            description = {
                "语言，如 zh、en；不写则自动判断中文或英文。",
                "The language, such as zh or en; without it Chinese or English is detected."
            })
    private @Nullable String language;

    @Option(
            names = {"-t", "--times"},
            description = {"每句前写出时间。", "Write the time before each sentence."})
    private boolean times;

    @ArgGroup(exclusive = false, heading = "%n助听 / Hearing aid:%n")
    private @Nullable AidOptions aid;

    @Parameters(
            arity = "0..1",
            description = {
                "音频或视频文件，不写则用麦克风；加 --aid 时为听力图。",
                "A sound or video file, the microphone without it; with --aid an audiogram."
            })
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (aid != null && aid.wanted) {
            hear(aid, out);
            return 0;
        }
        if (file != null && !Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "'" + file + "' is no file");
        }
        try (LocalModelService models = choice.models()) {
            String model =
                    models.meant(ModelService.DEFAULT, Purpose.TRANSCRIPTION).getFirst();
            new ProgressBar(spec.commandLine().getErr()).pull(models, model);
            Clip clip = file == null
                    ? recorded()
                    : AudioFiles.in(Home.fromEnvironment()).read(file);
            RecognitionOptions options = language == null
                    ? RecognitionOptions.DEFAULT
                    : RecognitionOptions.DEFAULT.withLanguages(List.of(language));
            models.transcribe(new TranscriptionRequest(model, clip, options, Caller.LOCAL, segment -> {
                out.println(times ? time(segment) + segment.text() : segment.text());
                out.flush();
            }));
        }
        return 0;
    }

    private static String time(TranscriptSegment segment) {
        int second = (int) segment.start();
        return String.format(Locale.ROOT, "%02d:%02d:%02d  ", second / 3_600, second / 60 % 60, second % 60);
    }

    /** Until Enter, ten minutes at most. */
    private Clip recorded() throws InterruptedException {
        SampleRate rate = SampleRate.HZ_16000;
        float[] all = new float[rate.samples(MOST_SECONDS)];
        float[] block = new float[1_600];
        int count = 0;
        try (Microphone microphone = Microphone.open(rate, block.length, rate.hertz())) {
            CountDownLatch over = untilEnter("请说话，按回车结束。 / Speak; Enter ends it.");
            while (over.getCount() > 0 && count + block.length <= all.length) {
                int got = microphone.read(block);
                System.arraycopy(block, 0, all, count, got);
                count += got;
            }
        }
        return new Clip(rate, Arrays.copyOf(all, count));
    }

    private CountDownLatch untilEnter(String words) {
        CountDownLatch over = new CountDownLatch(1);
        PrintWriter err = spec.commandLine().getErr();
        err.println(words);
        err.flush();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.read();
            } catch (IOException e) {
                // the terminal has gone: that ends it too
            }
            over.countDown();
        });
        return over;
    }

    private void hear(AidOptions wanted, PrintWriter out) throws IOException, InterruptedException {
        AidSession session;
        try {
            session = new AidSession(wanted.fitting(file), wanted.volume, out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        boolean live = wanted.input == null && wanted.output == null;
        try (SoundSource source = wanted.source();
                SoundSink sink = wanted.sink()) {
            // a file ends by itself, and what waits for Enter would end it at once where there is no terminal
            CountDownLatch over = wanted.input == null
                    ? untilEnter("请戴耳机，先把音量调低；按回车结束。 / Use headphones, begin softly; Enter ends it.")
                    : new CountDownLatch(1);
            if (live) {
                session.measureDelay(source, sink);
            } else {
                session.withoutFeedback();
            }
            session.run(source, sink, over);
        }
    }
}
