package org.liaoyuan.server.ledger;

/**
 * What energy and a provider cost.
 *
 * @param joules energy of the computing
 * @param measured whether the joules were read from a meter, or modelled
 * @param facilityJoules the same with cooling and losses (joules × PUE)
 * @param electricityYuan price of the facility's joules
 * @param providerYuan what a provider charges; 0 for a model of one's own
 * @param carbonGrams CO₂ of the facility's joules, of one's own hardware only
 */
public record Charge(
        double joules,
        boolean measured,
        double facilityJoules,
        double electricityYuan,
        double providerYuan,
        double carbonGrams) {

    public static final Charge NONE = new Charge(0, false, 0, 0, 0, 0);

    public double yuan() {
        return electricityYuan + providerYuan;
    }
}
