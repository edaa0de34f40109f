package org.liaoyuan.sound.enhancement;

import java.util.Arrays;

/** A gated recurrent unit, one step at a time (Cho et al. 2014, in the form that PyTorch computes). */
final class Gru {

    private final int size;
    private final Dense fromInput;
    private final Dense fromState;
    private final float[] inputs;
    private final float[] states;
    final float[] state;
    private boolean prepared;

    /** @param fromInput three times {@code size} rows: reset, update, new; {@code fromState} likewise */
    Gru(int size, Dense fromInput, Dense fromState) {
        this.size = size;
        this.fromInput = fromInput;
        this.fromState = fromState;
        this.inputs = new float[3 * size];
        this.states = new float[3 * size];
        this.state = new float[size];
    }

    /** Computes of the next step what is known before its input is: where there is time now and not then. */
    void prepare() {
        if (!prepared) {
            fromState.apply(state, states);
            prepared = true;
        }
    }

    /** One step; what comes out is {@link #state}. */
    void step(float[] input) {
        prepare();
        prepared = false;
        fromInput.apply(input, inputs);
        for (int i = 0; i < size; i++) {
            float reset = sigmoid(inputs[i] + states[i]);
            float update = sigmoid(inputs[size + i] + states[size + i]);
            float fresh = (float) Math.tanh(inputs[2 * size + i] + reset * states[2 * size + i]);
            state[i] = fresh + update * (state[i] - fresh);
        }
    }

    void reset() {
        Arrays.fill(state, 0);
        prepared = false;
    }

    static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
