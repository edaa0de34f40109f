package org.liaoyuan.server.model;

import java.util.OptionalDouble;

/** What models were measured to be able to do. The router asks; whoever measures answers. */
public interface CapabilityProfiles {

    /**
     * @param model its real name
     * @param skill such as {@code extract} or {@code tool-call}
     * @param difficulty 1 (easy) to 3 (hard)
     * @return lower end of the 95 % Wilson interval of its success rate, 0 to 1; empty if it was never measured
     */
    OptionalDouble lowerBound(String model, String skill, int difficulty);
}
