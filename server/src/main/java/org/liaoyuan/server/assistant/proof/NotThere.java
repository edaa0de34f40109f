package org.liaoyuan.server.assistant.proof;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.liaoyuan.server.assistant.frame.Language;

/** When evidence is too weak to answer from, and what is said then, without a model. */
public final class NotThere {

    private static final int MOST_NAMED = 3;

    private NotThere() {}

    /** Weak material is shown to a model only beside other sources, which it can weigh against. */
    public static boolean is(Gathered gathered, Set<EvidenceSource.Kind> chosen, double enough) {
        return gathered.evidence().isEmpty()
                || !chosen.contains(EvidenceSource.Kind.WEB)
                        && gathered.evidence().stream().noneMatch(each -> each.score() >= enough);
    }

    /**
     * Says so, and names what came closest.
     *
     * @param narrowed whether a part of the material or the collections was asked alone
     */
    public static String said(Gathered gathered, Set<EvidenceSource.Kind> chosen, boolean narrowed, Language language) {
        List<String> closest = gathered.evidence().stream()
                .map(Evidence::title)
                .distinct()
                .limit(MOST_NAMED)
                .map(NotThere::plain)
                .toList();
        boolean web = chosen.contains(EvidenceSource.Kind.WEB);
        boolean own = chosen.contains(EvidenceSource.Kind.MATERIAL);
        boolean shared = chosen.contains(EvidenceSource.Kind.COLLECTIONS);
        if (language == Language.ZH) {
            return where(own, shared, narrowed && !web)
                    + (web ? "和网上都没有找到能回答这个问题的内容。" : "里没有能回答这个问题的内容。")
                    + (closest.isEmpty()
                            ? ""
                            : "最接近的是"
                                    + closest.stream()
                                            .map(name -> "《" + name + "》")
                                            .collect(Collectors.joining("、")) + "，但没有说到这一点。");
        }
        return english(own, shared, narrowed, web)
                + (closest.isEmpty()
                        ? ""
                        : " The closest is " + String.join(", ", closest) + ", but it does not speak of this.");
    }

    private static String where(boolean own, boolean shared, boolean narrowed) {
        if (own && shared) {
            return narrowed ? "您的资料和所选资料集中选定的部分" : "您的资料和所选的资料集";
        }
        if (shared) {
            return narrowed ? "所选资料集中选定的部分" : "所选的资料集";
        }
        return narrowed ? "您选定的这部分资料" : "您的资料";
    }

    private static String english(boolean own, boolean shared, boolean narrowed, boolean web) {
        if (web) {
            String where =
                    own && shared ? "your material nor the collections" : shared ? "the collections" : "your material";
            return "Neither " + where + " nor the web answers this question.";
        }
        if (narrowed) {
            String whole = own && shared
                    ? "your material and of the collections"
                    : shared ? "the collections" : "your material";
            return "The part of " + whole + " that you chose does not answer this question.";
        }
        if (own && shared) {
            return "Neither your material nor the collections that you chose answer this question.";
        }
        return shared
                ? "The collections that you chose do not answer this question."
                : "Your material does not answer this question.";
    }

    /** A name is no Markdown. */
    private static String plain(String name) {
        return Fence.clean(name).replace('\n', ' ').replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~&])", "\\\\$1");
    }
}
