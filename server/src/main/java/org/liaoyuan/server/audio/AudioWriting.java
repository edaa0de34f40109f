package org.liaoyuan.server.audio;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.io.OpusSink;
import org.springframework.stereotype.Component;

/** Writes sound as it comes, in the format that somebody asked for. Thread-safe; each sink belongs to one thread. */
@Component
public class AudioWriting {

    private static final Duration TIME = Duration.ofMinutes(30);

    private final FfmpegProgram program;

    AudioWriting(Home home) {
        this.program = new FfmpegProgram(home);
    }

    /** For a command that runs without a server. */
    public static AudioWriting in(Home home) {
        return new AudioWriting(home);
    }

    /**
     * Begins a file; closing the sink ends it and leaves the stream open.
     *
     * @throws AudioException if this system has nothing to write that format with
     */
    public SoundSink begin(AudioFormat format, SampleRate rate, OutputStream out) throws IOException {
        if (format.encoder().isEmpty()) {
            return new PlainSink(rate, out, format == AudioFormat.WAV);
        }
        if (format == AudioFormat.OPUS && OpusSink.takes(rate)) {
            // closing the sink closes what it writes to, and this stream stays open
            return new OpusSink(rate, new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    out.write(bytes, from, count);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            });
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-protocol_whitelist",
                "pipe",
                "-f",
                "s16le",
                "-ar",
                Integer.toString(rate.hertz()),
                "-ac",
                "1",
                "-i",
                "pipe:0"));
        arguments.addAll(format.encoder());
        arguments.addAll(List.of("-flush_packets", "1", "pipe:1"));
        return new EncodedSink(rate, new RunningFfmpeg(program.command(arguments, TIME.toSeconds()), TIME), out);
    }
}
