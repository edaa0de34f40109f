package org.liaoyuan.server.model;

import org.liaoyuan.engine.Usage;

/**
 * What an answer took.
 *
 * @param usage tokens and times
 * @param joules energy of its share of the computing, the machine's idling and cooling not included; 0 for a provider's answer
 * @param measured whether the joules were read from a meter, or modelled from CPU time
 * @param electricityYuan price of that energy, cooling included; 0 until the answer is metered
 * @param providerYuan what a provider charges; 0 for a model of one's own
 */
public record Cost(Usage usage, double joules, boolean measured, double electricityYuan, double providerYuan) {

    /** Of a model of one's own, before anybody put a price on the energy. */
    public Cost(Usage usage, double joules, boolean measured) {
        this(usage, joules, measured, 0, 0);
    }

    /** Of a provider's answer. */
    public static Cost ofProvider(Usage usage, double yuan) {
        return new Cost(usage, 0, false, 0, yuan);
    }

    /** The same with a price on the energy. */
    public Cost withElectricity(double yuan) {
        return new Cost(usage, joules, measured, yuan, providerYuan);
    }

    /** All the money. */
    public double yuan() {
        return electricityYuan + providerYuan;
    }
}
