package org.liaoyuan.server.agent.tell;

import java.time.Duration;
import java.util.stream.Collectors;

/** What people are told, each in their language; in both where nobody knows it. */
public final class Words {

    private static final int MOST_QUESTION = 4_000;

    private Words() {}

    /** A mail. */
    public record Letter(String subject, String text) {}

    /**
     * A mail with a link for one person.
     *
     * @param language zh, en, or empty
     * @param agent its name
     * @param decides whether yes or no is asked for, not an answer
     * @param question what a model may have written: quoted, so that no line of it looks like ours
     * @param valid how long the link works
     */
    public static Letter letter(
            String language, String agent, boolean decides, String question, String link, Duration valid) {
        String quoted = (question.length() > MOST_QUESTION ? question.substring(0, MOST_QUESTION) + "…" : question)
                .lines()
                .map(line -> "> " + line)
                .collect(Collectors.joining("\n"));
        String hours = Long.toString(Math.max(1, valid.toHours()));
        String chineseTitle = (decides ? "等您决定：" : "等您回答：") + agent;
        String englishTitle = (decides ? "Your decision is needed: " : "Your answer is needed: ") + agent;
        String chinese = "智能体“" + agent + "”的一次运行在等您" + (decides ? "决定" : "回答") + "：\n\n" + quoted + "\n\n"
                + "打开这个链接即可答复，不需要登录：\n" + link + "\n\n"
                + "链接只供您使用，只对这一个问题有效，" + hours + " 小时后或答复之后失效。请不要转发。\n";
        String english =
                "A run of the agent “" + agent + "” waits for your " + (decides ? "decision" : "answer") + ":\n\n"
                        + quoted + "\n\n" + "Open this link to reply; you need not sign in:\n" + link + "\n\n"
                        + "The link is yours alone and for this one question; it works for " + hours
                        + " hours, until you have replied. Please do not forward it.\n";
        return switch (language) {
            case "zh" -> new Letter(chineseTitle, chinese);
            case "en" -> new Letter(englishTitle, english);
            default -> new Letter(chineseTitle + " · " + englishTitle, chinese + "\n—\n\n" + english);
        };
    }

    /** A line for a group, in both languages: it names the agent and holds nothing of the question. */
    public static String line(String agent, boolean decides, String link) {
        return "辽远：智能体“" + agent + "”在等人" + (decides ? "决定" : "回答") + "\nLiaoyuan: agent “" + agent + "” waits for "
                + (decides ? "a decision" : "an answer") + "\n" + link;
    }
}
