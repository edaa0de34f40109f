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

    /** Says so, and names what came closest. */
    public static String said(Gathered gathered, Set<EvidenceSource.Kind> chosen, Language language) {
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
            String where = own && shared ? "您的资料和所选的资料集" : shared ? "所选的资料集" : "您的资料";
            return (web ? where + "和网上都没有找到能回答这个问题的内容。" : where + "里没有能回答这个问题的内容。")
                    + (closest.isEmpty()
                            ? ""
                            : "最接近的是"
                                    + closest.stream()
                                            .map(name -> "《" + name + "》")
                                            .collect(Collectors.joining("、")) + "，但没有说到这一点。");
        }
        return english(own, shared, web)
                + (closest.isEmpty()
                        ? ""
                        : " The closest is " + String.join(", ", closest) + ", but it does not speak of this.");
    }

    private static String english(boolean own, boolean shared, boolean web) {
        String where =
                own && shared ? "your material nor the collections" : shared ? "the collections" : "your material";
        if (web) {
            return "Neither " + where + " nor the web answers this question.";
        }
        if (own && shared) {
            return "Neither " + where + " that you chose answer this question.";
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
