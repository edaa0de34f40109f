package org.liaoyuan.sound.dsp;

/**
 * The discrete Fourier transform of real samples, radix 2, in place, with nothing allocated after its making.
 *
 * <p>Written here since it has to run in the browser too, where libraries with threads and unsafe memory do not.
 * The real samples are transformed as half as many complex ones and unravelled (Press et al., Numerical Recipes, section 12.3.2,
 * tells the identity). Not thread-safe.
 */
public final class RealFft {

    private final int size;
    private final int half;
    private final int[] reversed;
    private final float[] cosine;
    private final float[] sine;
    private final float[] re;
    private final float[] im;

    /** @param size samples; a power of two from 4 to 65,536 */
    public RealFft(int size) {
        if (size < 4 || size > 65_536 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "a transform of " + size + " samples: give a power of two from 4 to 65536");
        }
        this.size = size;
        this.half = size / 2;
        this.reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> (32 - bits);
        }
        this.cosine = new float[half];
        this.sine = new float[half];
        for (int i = 0; i < half; i++) {
            cosine[i] = (float) Math.cos(2 * Math.PI * i / size);
            sine[i] = (float) -Math.sin(2 * Math.PI * i / size);
        }
        this.re = new float[half];
        this.im = new float[half];
    }

    /** Samples of a transform. */
    public int size() {
        return size;
    }

    /** Bins of a spectrum, from 0 Hz to half of the sample rate. */
    public int bins() {
        return half + 1;
    }

    /**
     * Samples to spectrum, not scaled.
     *
     * @param samples {@link #size()} of them
     * @param real {@link #bins()} values, written
     * @param imaginary the same
     */
    public void forward(float[] samples, float[] real, float[] imaginary) {
        for (int i = 0; i < half; i++) {
            int to = reversed[i];
            re[to] = samples[2 * i];
            im[to] = samples[2 * i + 1];
        }
        butterflies(1);
        for (int k = 0; k <= half; k++) {
            int a = k == half ? 0 : k;
            int b = k == 0 || k == half ? 0 : half - k;
            float evenRe = 0.5f * (re[a] + re[b]);
            float evenIm = 0.5f * (im[a] - im[b]);
            float oddRe = 0.5f * (im[a] + im[b]);
            float oddIm = 0.5f * (re[b] - re[a]);
            float c = k == half ? -1 : cosine[k];
            float s = k == half ? 0 : sine[k];
            real[k] = evenRe + oddRe * c - oddIm * s;
            imaginary[k] = evenIm + oddRe * s + oddIm * c;
        }
    }

    /**
     * Spectrum to samples, scaled so that it undoes {@link #forward}. The imaginary parts of the first and last bin count as 0.
     *
     * @param real {@link #bins()} values
     * @param imaginary the same
     * @param samples {@link #size()} values, written
     */
    public void inverse(float[] real, float[] imaginary, float[] samples) {
        for (int k = 0; k < half; k++) {
            int mirror = half - k;
            float imA = k == 0 ? 0 : imaginary[k];
            float imB = k == 0 ? 0 : imaginary[mirror];
            float evenRe = 0.5f * (real[k] + real[mirror]);
            float evenIm = 0.5f * (imA - imB);
            float diffRe = 0.5f * (real[k] - real[mirror]);
            float diffIm = 0.5f * (imA + imB);
            float oddRe = diffRe * cosine[k] + diffIm * sine[k];
            float oddIm = diffIm * cosine[k] - diffRe * sine[k];
            int to = reversed[k];
            re[to] = evenRe - oddIm;
            im[to] = evenIm + oddRe;
        }
        butterflies(-1);
        float scale = 1f / half;
        for (int i = 0; i < half; i++) {
            samples[2 * i] = re[i] * scale;
            samples[2 * i + 1] = im[i] * scale;
        }
    }

    /** @param direction 1 forward, -1 back */
    private void butterflies(int direction) {
        for (int span = 1; span < half; span *= 2) {
            int step = half / span;
            for (int k = 0; k < span; k++) {
                float c = cosine[k * step];
                float s = sine[k * step] * direction;
                for (int i = k; i < half; i += 2 * span) {
                    int j = i + span;
                    float tRe = re[j] * c - im[j] * s;
                    float tIm = re[j] * s + im[j] * c;
                    re[j] = re[i] - tRe;
                    im[j] = im[i] - tIm;
                    re[i] += tRe;
                    im[i] += tIm;
                }
            }
        }
    }
}
