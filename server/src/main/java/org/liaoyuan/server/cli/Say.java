package org.liaoyuan.server.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.audio.AudioFormat;
import org.liaoyuan.server.audio.AudioWriting;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.io.Loudspeaker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Speaks a text. */
@Command(
        name = "say",
        mixinStandardHelpOptions = true,
        description = {"把文字读出来，或写成音频文件。", "Speaks a text, or writes it as a sound file."})
final class Say implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Option(
            names = {"-V", "--voice"},
            defaultValue = "",
            description = {"音色；--voices 列出全部。", "The voice; --voices lists them."})
    @SuppressWarnings("NullAway.Init")
    private String voice;

    @Option(
            names = "--voices",
            description = {"列出全部音色。", "List the voices."})
    private boolean voices;

    @Option(
            names = {"-S", "--speed"},
            defaultValue = "1",
            description = {"语速，0.25 到 4。", "The speed, 0.25 to 4."})
    private double speed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {"写到文件：wav、mp3、opus、aac 或 flac。", "Write a file: wav, mp3, opus, aac or flac."})
    private @Nullable Path output;

    @Parameters(
            arity = "0..1",
            defaultValue = "",
            description = {"要读的文字。", "The text."})
    @SuppressWarnings("NullAway.Init")
    private String text;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!voices && text.isBlank()) {
            throw new ParameterException(spec.commandLine(), "there is no text; give one, such as: liaoyuan say 你好");
        }
        AudioFormat format = output == null ? AudioFormat.PCM : format(output);
        try (LocalModelService models = choice.models()) {
            String model = models.meant(ModelService.DEFAULT, Purpose.SPEECH).getFirst();
            new ProgressBar(spec.commandLine().getErr()).pull(models, model);
            if (voices) {
                models.voices()
                        .forEach(each -> spec.commandLine().getOut().printf("%-16s %s%n", each.id(), each.language()));
            } else {
                say(models, model, format);
            }
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private void say(LocalModelService models, String model, AudioFormat format) throws IOException {
        try (Speech speech = models.speak(new SpeechRequest(model, text, voice, speed, Caller.LOCAL))) {
            Path file = output;
            if (file == null) {
                try (Loudspeaker speaker =
                        Loudspeaker.open(speech.rate(), speech.rate().hertz())) {
                    write(speech, speaker);
                    speaker.drain();
                }
                return;
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                    SoundSink sink = AudioWriting.in(Home.fromEnvironment()).begin(format, speech.rate(), out)) {
                write(speech, sink);
            }
        }
    }

    private static void write(Speech speech, SoundSink sink) {
        for (Optional<Clip> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
            sink.write(piece.get().samples(), piece.get().length());
        }
    }

    private AudioFormat format(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return Arrays.stream(AudioFormat.values())
                .filter(format -> format.name().equals(ending.equals("OGG") ? "OPUS" : ending))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + name + "' does not say in which format; end it in .wav, .mp3, .opus, .aac or .flac"));
    }
}
