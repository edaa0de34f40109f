package org.liaoyuan.sound.enhancement;

/** A matrix times a vector, and a bias. The weights lie column by column: the inner loop then runs over outputs, which compilers vectorise. */
final class Dense {

    private final int outputs;
    private final int inputs;
    private final float[] columns;
    private final float[] bias;

    /** @param rows {@code [outputs][inputs]}, row by row */
    Dense(int outputs, int inputs, float[] rows, float[] bias) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.columns = new float[rows.length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                columns[i * outputs + o] = rows[o * inputs + i];
            }
        }
        this.bias = bias;
    }

    void bias(float[] output) {
        System.arraycopy(bias, 0, output, 0, outputs);
    }

    void apply(float[] input, float[] output) {
        bias(output);
        add(input, 0, inputs, output);
    }

    /** What a part of the inputs comes to, without the bias. */
    void add(float[] input, int from, int count, float[] output) {
        for (int i = 0; i < count; i++) {
            float x = input[i];
            int at = (from + i) * outputs;
            for (int o = 0; o < outputs; o++) {
                output[o] += columns[at + o] * x;
            }
        }
    }
}
