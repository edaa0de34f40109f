package org.liaoyuan.sound.recognition;

import java.util.List;

/**
 * Which beginning of a growing text can be shown as certain: what two attempts in a row have alike. (Liu et al., "Low-Latency
 * Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis Selection", 2020.)
 */
final class LocalAgreement {

    private List<String> before = List.of();
    private List<String> stable = List.of();

    /** Takes the next attempt. */
    void next(String text) {
        List<String> units = Texts.units(text);
        int alike = 0;
        while (alike < Math.min(units.size(), before.size()) && alike(units.get(alike), before.get(alike))) {
            alike++;
        }
        if (alike > stable.size()) {
            stable = List.copyOf(units.subList(0, alike));
        }
        before = units;
    }

    /** A comma that comes or goes is no difference. */
    private static boolean alike(String one, String other) {
        return Texts.spoken(one).equals(Texts.spoken(other));
    }

    String stable() {
        return String.join("", stable).strip();
    }

    /** What the last attempt has behind the stable text. */
    String rest() {
        return before.size() <= stable.size()
                ? ""
                : String.join("", before.subList(stable.size(), before.size())).stripTrailing();
    }
}
