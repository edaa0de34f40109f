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
                || chosen.equals(Set.of(EvidenceSource.Kind.MATERIAL))
                        && gathered.evidence().stream().noneMatch(each -> each.score() >= enough);
    }

    /**
     * Says so, and names what came closest.
     *
     * @param narrowed whether a part of the material was asked alone
     */
    public static String said(Gathered gathered, Set<EvidenceSource.Kind> chosen, boolean narrowed, Language language) {
        List<String> closest = gathered.evidence().stream()
                .map(Evidence::title)
                .distinct()
                .limit(MOST_NAMED)
                .map(NotThere::plain)
                .toList();
        boolean web = chosen.contains(EvidenceSource.Kind.WEB);
        if (language == Language.ZH) {
            return (web ? "您的资料和网上都没有找到能回答这个问题的内容。" : narrowed ? "您选定的这部分资料里没有能回答这个问题的内容。" : "您的资料里没有能回答这个问题的内容。")
                    + (closest.isEmpty()
                            ? ""
                            : "最接近的是"
                                    + closest.stream()
                                            .map(name -> "《" + name + "》")
                                            .collect(Collectors.joining("、")) + "，但没有说到这一点。");
        }
        return (web
                        ? "Neither your material nor the web answers this question."
                        : narrowed
                                ? "The part of your material that you chose does not answer this question."
                                : "Your material does not answer this question.")
                + (closest.isEmpty()
                        ? ""
                        : " The closest is " + String.join(", ", closest) + ", but it does not speak of this.");
    }

    /** A name is no Markdown. */
    private static String plain(String name) {
        return Fence.clean(name).replace('\n', ' ').replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~&])", "\\\\$1");
    }
}
