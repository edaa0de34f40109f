package org.liaoyuan.sound;

/** A clip as a source: it is there at once, and ends. */
public final class ClipSource implements SoundSource {

    private final Clip clip;
    private int at;

    public ClipSource(Clip clip) {
        this.clip = clip;
    }

    @Override
    public SampleRate rate() {
        return clip.rate();
    }

    @Override
    public int read(float[] block) {
        int count = Math.min(block.length, clip.length() - at);
        System.arraycopy(clip.samples(), at, block, 0, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        at = clip.length();
    }
}
