package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.enhancement.LookAheadDenoiser;
import org.liaoyuan.sound.enhancement.LowDelayDenoiser;
import org.liaoyuan.sound.hearing.aid.Environment;
import org.liaoyuan.sound.hearing.aid.EnvironmentClassifier;
import org.liaoyuan.sound.hearing.aid.FollowingAid;
import org.liaoyuan.sound.hearing.aid.HearingAid;
import org.liaoyuan.sound.hearing.aid.LiveAid;
import org.liaoyuan.sound.hearing.aid.LoopDelay;
import org.liaoyuan.sound.hearing.aid.Program;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/** The aid between two devices of this machine, or files, with a line a second that says how it goes. */
final class AidSession {

    static final SampleRate RATE = SampleRate.HZ_48000;
    static final int BLOCK = 128;

    /** dB SPL of full scale, which most microphones of laptops and phones are built to; nobody has calibrated this one. */
    private static final Level.Reference MICROPHONE = new Level.Reference(120);

    /** dB FS that nothing given out passes. */
    private static final double CEILING = -10;

    private static final long TELL_MILLIS = 1_000;

    private final HearingAid aid;
    private final FollowingAid following;
    private final PrintWriter out;

    AidSession(Fitting fitting, double volume, PrintWriter out) {
        this.aid = new HearingAid(RATE, BLOCK, MICROPHONE, CEILING, fitting, Program.QUIET, new LowDelayDenoiser());
        aid.volume(volume);
        this.following = new FollowingAid(aid, new EnvironmentClassifier(RATE, MICROPHONE));
        this.out = out;
    }

    /** Before it begins: tells the delay, and has what comes out subtracted from what is heard so much later. */
    void measureDelay(SoundSource source, SoundSink sink) {
        int device = LoopDelay.measure(source, sink, BLOCK);
        double own = millis(following.delay());
        if (device == LoopDelay.NOT_HEARD) {
            out.printf(
                    Locale.ROOT,
                    "助听自身延迟 %.1f 毫秒；没有听到测量音，设备的延迟未知。%nThe aid takes %.1f ms; the burst was not heard, so the device's delay is not known.%n",
                    own,
                    own);
        } else {
            double whole = own + millis(device);
            out.printf(
                    Locale.ROOT,
                    "延迟（测得）%.0f 毫秒：%s%nDelay, as measured: %.0f ms: %s.%n",
                    whole,
                    whole > LoopDelay.REMOTE_MILLIS ? "会听到自己两次，请当作远程麦克风使用。" : "可以当作助听器使用。",
                    whole,
                    whole > LoopDelay.REMOTE_MILLIS
                            ? "you hear yourself twice, so use it as a remote microphone"
                            : "short enough for an aid");
            aid.feedback(true, Math.max(0, device - BLOCK));
            if (whole > LoopDelay.REMOTE_MILLIS) {
                aid.mask(new LookAheadDenoiser());
                out.printf(
                        Locale.ROOT,
                        "降噪先多听一小段：更清楚，再晚 %.0f 毫秒。%nThe denoiser looks ahead: clearer, and %.0f ms later.%n",
                        millis(following.delay()) - own,
                        millis(following.delay()) - own);
            }
        }
        out.flush();
    }

    /** Nothing comes back into the microphone: of files, and of headphones that sit tight. */
    void withoutFeedback() {
        aid.feedback(false, 0);
    }

    /** Until the source ends, or {@code over} is counted down. */
    void run(SoundSource source, SoundSink sink, CountDownLatch over) throws InterruptedException {
        LiveAid live = new LiveAid(source, following, sink);
        Thread teller = Thread.ofPlatform().daemon().start(() -> tell(live, over));
        try {
            live.run();
        } finally {
            over.countDown();
            teller.join(TELL_MILLIS);
        }
        out.printf(
                Locale.ROOT,
                "%n%d 块，%d 块超时。 / %d blocks, %d took longer than they last.%n",
                live.blocks(),
                live.late(),
                live.blocks(),
                live.late());
        out.flush();
    }

    private void tell(LiveAid live, CountDownLatch over) {
        try {
            while (!over.await(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                out.printf(
                        Locale.ROOT,
                        "\r输入 / heard %4.0f dB FS   输出 / given %4.0f dB FS   %s   超时 / late %d   ",
                        aid.heard(),
                        aid.given(),
                        said(following.environment()),
                        live.late());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.stop();
    }

    private static String said(Environment environment) {
        return switch (environment) {
            case QUIET -> "安静 / quiet";
            case SPEECH -> "有人说话 / somebody talks";
            case SPEECH_IN_NOISE -> "噪声中有人说话 / somebody talks in noise";
            case NOISE -> "噪声 / noise";
            case MUSIC -> "音乐 / music";
            case BABBLE -> "许多人说话 / many talk";
        };
    }

    private static double millis(int samples) {
        return 1_000.0 * samples / RATE.hertz();
    }
}
