package org.liaoyuan.sound.onnx;

import java.util.List;
import org.liaoyuan.sound.dsp.MelFilters;
import org.liaoyuan.sound.onnx.OnnxGraph.Attribute;

/** The short-time power spectrum of sound at 16 kHz as part of a network: 25 ms every 10 ms. */
public final class PowerSpectrum {

    /** Samples of a frame. */
    public static final int FFT = 400;

    /** Samples from one frame to the next. */
    public static final int HOP = 160;

    private PowerSpectrum() {}

    /**
     * Its Fourier transform is a convolution.
     *
     * @param samples of shape [1, 1, n]
     * @return the result's name: of shape [1, {@value MelFilters#BINS}, 1 + (n − {@value #FFT}) / {@value #HOP}]
     */
    public static String of(OnnxGraph graph, String samples) {
        String waves = graph.node(
                "Conv",
                List.of(samples, graph.floats(waves(), 2L * MelFilters.BINS, 1, FFT)),
                new Attribute.Wholes("strides", List.of((long) HOP)));
        List<String> parts = graph.split(waves, 2, 1);
        return graph.node(
                "Add",
                List.of(
                        graph.node("Mul", List.of(parts.get(0), parts.get(0))),
                        graph.node("Mul", List.of(parts.get(1), parts.get(1)))));
    }

    /** Cosines, then sines, under a window of von Hann. */
    private static float[] waves() {
        int bins = MelFilters.BINS;
        float[] waves = new float[2 * bins * FFT];
        for (int bin = 0; bin < bins; bin++) {
            for (int i = 0; i < FFT; i++) {
                double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FFT);
                double angle = 2 * Math.PI * (bin * i % FFT) / FFT;
                waves[bin * FFT + i] = (float) (window * Math.cos(angle));
                waves[(bins + bin) * FFT + i] = (float) (window * Math.sin(angle));
            }
        }
        return waves;
    }
}
