package org.liaoyuan.server.assistant.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a person said of themselves in a turn. It sees their turn and nothing else: no answer, no document, no evidence. */
final class Proposer {

    private static final int MOST = 3;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** A sentence with what ends it. */
    private static final Pattern SENTENCE = Pattern.compile("(?:[^。！？!?；;\\n.]|\\.(?!\\s|$))+(?:[。！？!?；;\\n.]|$)");

    private static final Pattern CLAUSE_START =
            Pattern.compile("[，,：:]\\s*|\\s[-–—]\\s|\\b(?:and|but|so)\\s+(?=I\\b|I'm|my\\b)", FLAGS);

    /** What may stand before the clause proper. */
    private static final Pattern FILLER = Pattern.compile(
            "(?:(?:你好|您好|嗨|哈喽|大家好|对了|那个|嗯+|哦|噢|啊|顺便(?:说|提)一(?:下|句)|另外|还有|其实|因为|由于|既然|首先|先?(?:自我)?介绍一下"
                    + "|提醒你?一下|告诉你|跟你说|要知道|说明一下|补充一下|而且|不过|但是|但|所以)[啊呀哦呢]?|(?:hi|hello|hey|by the way|btw|also|and|but|so|well|oh|actually|because|since|as"
                    + "|just so you know|fyi|for context|for the record|first|anyway|thanks|thank you|ok|okay|there|note that|you should know that|yes|no)\\b)[，,：:!\\s]*",
            FLAGS);

    private static final Pattern HYPOTHETICAL = Pattern.compile(
            "如果|假如|假设|假使|要是|倘若|万一|比如|例如|譬如|好像|仿佛|就当|梦见|梦到|据说|曾经|以前|小时候|\\b(?:if|suppose|supposing|imagine|assume|assuming|unless|what if|let's say|say that|for example|for instance|e\\.g|as though|wish|dreamt|dreamed|used to|when I was)\\b",
            FLAGS);

    /** Words of another. */
    private static final Pattern REPORTED = Pattern.compile(
            "(?:他|她|它|人家|别人|有人|朋友|同学|同事|老师|医生|老板|经理|客户|妈|爸|书|课文|文中|信|邮件|歌|标题|题目|主角|角色|小说|电影)[^，,]{0,8}(?:说|写|问|唱|讲|告诉|觉得|以为|认为)"
                    + "|你(?:说|觉得|以为|认为)|[对跟向]我(?:说|讲)|(?:告诉|问|骂|夸|称)我"
                    + "|\\b(?:said|says|say|told|tells|wrote|writes|written|asked|asks|sang|sings|reads|quote|according to|claims?|claimed|thinks|thought|character|protagonist|in (?:this|the|my) (?:story|game|novel|scene|movie|film|book|play|dream))\\b",
            FLAGS);

    private static final Pattern ASKS =
            Pattern.compile("吗|么$|呢$|什么|谁|哪|怎么|怎样|如何|是不是|有没有|多少|几岁|会不会|能不能|可不可以|是否|对吧|right$", FLAGS);

    private Proposer() {}

    /** At most three, in their order; none twice. */
    static List<Fact> facts(String turn) {
        List<Fact> facts = new ArrayList<>();
        Matcher sentences = SENTENCE.matcher(OwnWords.of(turn));
        while (sentences.find()) {
            for (Fact fact : inSentence(sentences.group().strip())) {
                boolean known = facts.stream().anyMatch(other -> other.text().equals(fact.text()));
                if (!known && facts.size() < MOST) {
                    facts.add(fact);
                }
            }
        }
        return facts;
    }

    private static List<Fact> inSentence(String whole) {
        boolean question = whole.endsWith("?") || whole.endsWith("？");
        String sentence = whole.replaceFirst("[。！？!?；;.\\s]+$", "");
        List<Fact> facts = new ArrayList<>();
        int from = 0;
        boolean ofOneself = false;
        while (from >= 0 && from < sentence.length()) {
            int start = afterFiller(sentence, from);
            Optional<FactRules.Found> found = FactRules.at(sentence, start);
            if (found.isPresent()) {
                ofOneself = FactRules.isOfOneself(found.get().fact());
            } else if (ofOneself) {
                found = FactRules.ofSameSubject(sentence, start);
                ofOneself = found.isPresent();
            }
            int end = found.map(FactRules.Found::end).orElse(start);
            if (found.isPresent() && isSaidOfOneself(sentence, start, end, question)) {
                facts.add(found.get().fact());
            }
            from = nextClause(sentence, Math.max(end, from));
        }
        return facts;
    }

    /** Not asked, supposed, or said by another: what stands before in the sentence counts too. */
    private static boolean isSaidOfOneself(String sentence, int start, int end, boolean question) {
        String said = sentence.substring(start, end);
        String upTo = sentence.substring(0, end);
        boolean asked = question && end == sentence.length();
        return !asked
                && !ASKS.matcher(said).find()
                && !HYPOTHETICAL.matcher(upTo).find()
                && !REPORTED.matcher(upTo).find();
    }

    private static int afterFiller(String sentence, int from) {
        Matcher filler = FILLER.matcher(sentence).region(from, sentence.length());
        int start = from;
        while (filler.lookingAt()) {
            start = filler.end();
            filler.region(start, sentence.length());
        }
        return start;
    }

    /** -1 at the end. */
    private static int nextClause(String sentence, int from) {
        Matcher next = CLAUSE_START.matcher(sentence);
        return next.find(from) ? next.end() : -1;
    }
}
