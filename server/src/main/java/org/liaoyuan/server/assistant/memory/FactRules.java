package org.liaoyuan.server.assistant.memory;

import static org.liaoyuan.server.assistant.memory.MemoryKind.ADDRESS;
import static org.liaoyuan.server.assistant.memory.MemoryKind.FAMILY;
import static org.liaoyuan.server.assistant.memory.MemoryKind.HEALTH;
import static org.liaoyuan.server.assistant.memory.MemoryKind.LANGUAGE;
import static org.liaoyuan.server.assistant.memory.MemoryKind.LIKING;
import static org.liaoyuan.server.assistant.memory.MemoryKind.MANNER;
import static org.liaoyuan.server.assistant.memory.MemoryKind.NAME;
import static org.liaoyuan.server.assistant.memory.MemoryKind.OTHER;
import static org.liaoyuan.server.assistant.memory.MemoryKind.PLACE;
import static org.liaoyuan.server.assistant.memory.MemoryKind.WORK;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms in which people say something of themselves, in Chinese and English. Each is matched where a clause begins, so that "he says
 * that I am …" is none; what it matches is the fact, in the person's words.
 */
final class FactRules {

    /**
     * A form.
     *
     * @param slot a fixed one, or with {@code $1} the group of that number
     */
    private record Rule(MemoryKind kind, String slot, Pattern form) {

        Rule(MemoryKind kind, String slot, String form) {
            this(kind, slot, Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
    }

    private static final String I = "我";
    private static final String ZH_VALUE = "[^，,。；;！!？?：:\\n\uFFFC]";
    private static final String ZH_END = "(?=\\s*(?:$|[，,：:]))";
    private static final String EN_VALUE = "[^,;:()\uFFFC]";
    private static final String EN_END =
            "(?=\\s*(?:$|[,;(]|\\s[–—-])|\\s+(?:and|but|so|because|who|which|when|while|since|or)\\b)";

    /** Lets a list go on: only what can't be part of one ends it. */
    private static final String EN_LIST_END =
            "(?=\\s*(?:$|;|,?\\s*(?:so|but|because|which|what|can|could|please|how|do|any|is|are|recommend|suggest|give|help)\\b"
                    + "|,?\\s*and (?:I|my|we|am|can|what|need|want)\\b))";

    private static final String ZH_KIN =
            "(女儿|儿子|孩子|宝宝|闺女|老婆|妻子|太太|老公|丈夫|爱人|妈妈|母亲|爸爸|父亲|哥哥|姐姐|弟弟|妹妹" + "|爷爷|奶奶|外公|外婆|姥姥|姥爷|男朋友|女朋友|猫|狗|小狗|小猫)";
    private static final String EN_KIN =
            "(son|daughter|kid|child|baby|wife|husband|partner|fiancée?|boyfriend|girlfriend|mother|mom|mum"
                    + "|father|dad|brother|sister|grandmother|grandma|grandfather|grandpa|dog|cat|puppy|kitten)";
    private static final String EN_NUMBER =
            "(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)";
    private static final String ZH_NUMBER = "(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})";
    private static final String ZH_TONGUES = "(?:中文|汉语|普通话|英文|英语|粤语|繁体(?:字|中文)?|简体(?:字|中文)?|日语|日文|法语|德语|俄语|韩语|西班牙语)";
    private static final String EN_TONGUES =
            "(?:English|Chinese|Mandarin|Cantonese|Japanese|French|German|Russian|Korean|Spanish|Italian|Portuguese)";
    private static final String EN_ALWAYS = "(?:from now on|in (?:the )?future|going forward|always)";
    private static final String NO_NAME =
            "(?!了|着|过|他|她|它|你|您|不|车|外卖|人|的|上|下|去|来|起|早|快|什么|啥|谁|孩子|大家|妈|爸|救护|怎|别|做|写|看|明|等|一)";

    /** The first that matches counts. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    NAME,
                    "name",
                    "我(?:的)?(?:名字)?(?:叫做|叫作|名叫|就叫|叫|名字是|名为)\\s*" + NO_NAME + "[\\p{IsHan}·A-Za-z ]{1,20}?" + ZH_END),
            new Rule(NAME, "name", "我姓" + NO_NAME + "\\p{IsHan}{1,2}" + ZH_END),
            new Rule(NAME, "name", "my (?:full |first )?name(?:'s| is) (?!not\\b)[\\p{L}][\\p{L}' .-]{0,30}?" + EN_END),
            new Rule(
                    NAME,
                    "name",
                    "(?:I'm|I am) (?-i:\\p{Lu}\\p{Ll}+)(?=,? (?:and )?(?:it's )?(?:nice|pleased|glad|good) to meet)"),
            new Rule(
                    ADDRESS,
                    "address",
                    "(?:(?:请|以后|今后|之后|你|您|可以|就|都|直接|大家)+)(?:叫|称呼)我(?:为|作|做)?\\s*" + NO_NAME
                            + "[\\p{IsHan}·A-Za-z ]{1,12}?(?:就好|就行|吧|即可|好了)?" + ZH_END),
            new Rule(ADDRESS, "address", "叫我\\s*" + NO_NAME + "[\\p{IsHan}·A-Za-z ]{1,12}?(?:就好|就行|吧|即可|好了)" + ZH_END),
            new Rule(
                    ADDRESS,
                    "address",
                    "(?:please |you can |you may |just |everyone |everybody |friends )*calls? me (?!back|later|when|if|at|on|an?\\b|tomorrow|today|crazy|old)[\\p{L}][\\p{L}' .-]{0,20}?"
                            + EN_END),
            new Rule(
                    LANGUAGE,
                    "language",
                    "(?:请|我希望你|你)?(?:以后|今后|从现在(?:起|开始)|从今(?:以后|往后)|一直|总是|每次|永远)(?:请|都|你|只|一律|就)*(?:用|说|讲|以)"
                            + ZH_TONGUES + ZH_VALUE + "{0,12}?" + ZH_END),
            new Rule(
                    LANGUAGE,
                    "language",
                    "(?:请|你)?(?:以后|今后)?(?:请)?一律(?:用|说)" + ZH_TONGUES + ZH_VALUE + "{0,12}?" + ZH_END),
            new Rule(
                    LANGUAGE,
                    "language",
                    "(?:please )?" + EN_ALWAYS
                            + ",? (?:please )?(?:answer|reply|respond|speak|write|talk)(?: to me| me)? in " + EN_TONGUES
                            + EN_END),
            new Rule(
                    LANGUAGE,
                    "language",
                    "(?:please )?(?:answer|reply|respond|speak|talk)(?: to me| me)? in " + EN_TONGUES + " "
                            + EN_ALWAYS),
            new Rule(
                    MANNER,
                    "",
                    "(?:请|我希望你|你)?(?:以后|今后|从现在(?:起|开始)|从今(?:以后|往后))(?:请|都|你|回答|的回答|答案|给我)*(?:请|用|不要|别|都|回答|给|尽量|简短|简洁|详细)"
                            + ZH_VALUE + "{1,60}?" + ZH_END),
            new Rule(
                    MANNER,
                    "",
                    "(?:please )?" + EN_ALWAYS
                            + ",? (?:please )?(?:use|answer|reply|respond|keep|give|avoid|don't|do not|never|be|include|explain|show|skip)\\b"
                            + EN_VALUE + "{2,100}?" + EN_END),
            new Rule(
                    HEALTH,
                    "",
                    "我(?:从小)?(?:就)?(?:对|一吃|吃|喝|碰)" + ZH_VALUE + "{1,30}?(?<!不|没|没有)(?:会|严重|都|就)*过敏" + ZH_END),
            new Rule(
                    HEALTH,
                    "",
                    "我(?:有|患有|得了)" + ZH_VALUE
                            + "{0,12}?(?:糖尿病|高血压|高血脂|哮喘|痛风|心脏病|乳糖不耐(?:受|症)?|胃病|胃炎|鼻炎|癫痫|色盲|色弱|抑郁症|焦虑症|甲亢|甲减|贫血|近视|晕[车船机])"
                            + ZH_END),
            new Rule(
                    HEALTH,
                    "",
                    "我(?:会|容易|总)?(?:是)?(?:个|一个|一名|一位)?(?:晕[车船机]|吃素|素食(?:者|主义者)?|纯素|乳糖不耐(?:受)?|左撇子|色盲|怀孕" + ZH_VALUE
                            + "{0,10}?)(?:的)?(?:了)?" + ZH_END),
            new Rule(HEALTH, "", "我(?:从来|一直|平时|一般)?(?:不|不能|不爱)(?:吃|喝)(?!了|饭|这|那|亏)" + ZH_VALUE + "{1,20}?" + ZH_END),
            new Rule(
                    HEALTH,
                    "",
                    "(?:I'm|I am|im) (?:also |very |severely |highly |deathly )?allergic to (?!you\\b|this\\b|that\\b)[^;:()\uFFFC]{2,100}?"
                            + EN_LIST_END),
            new Rule(
                    HEALTH,
                    "",
                    "I have (?:an? )?" + EN_VALUE
                            + "{0,30}?(?:allerg(?:y|ies)(?: to " + EN_VALUE
                            + "{2,40}?)?|diabetes|asthma|celiac disease|coeliac disease|high blood pressure|hypertension|epilepsy|ADHD|dyslexia|migraines?)"
                            + EN_END),
            new Rule(
                    HEALTH,
                    "",
                    "(?:I'm|I am|im) (?:an? |also |currently )*(?:vegetarian|vegan|pescatarian|diabetic|lactose[- ]intolerant|gluten[- ]intolerant|celiac|colou?r[- ]?blind|left-handed|pregnant|deaf|hard of hearing)"
                            + EN_END),
            new Rule(
                    HEALTH,
                    "",
                    "I (?:don't|do not|can't|cannot|never) (?:eat|drink) (?!that\\b|this\\b|it\\b|much\\b|enough\\b)"
                            + EN_VALUE + "{2,40}?" + EN_END),
            new Rule(
                    FAMILY,
                    "family:$1:age",
                    "我(?:的|家)?(?:大|小|二)?" + ZH_KIN + "(?:现在|今年|已经|刚满|刚|马上|快|才|都|满)*" + ZH_NUMBER
                            + "(?:个半|个|岁半|周)?(?:岁|个月|月|月大|周岁)?(?:大|半|多)?(?:了)?" + ZH_END),
            new Rule(
                    FAMILY,
                    "family:$1:name",
                    "我(?:的|家)?(?:大|小|二)?" + ZH_KIN + "(?:的名字)?(?:叫做?|名叫|名字叫|名字是|小名叫?)" + NO_NAME
                            + "[\\p{IsHan}·A-Za-z ]{1,12}?" + ZH_END),
            new Rule(FAMILY, "", "我(?:的|家)?(?:大|小|二)?" + ZH_KIN + "对" + ZH_VALUE + "{1,20}?(?<!不)过敏" + ZH_END),
            new Rule(
                    FAMILY,
                    "",
                    "我(?:的|家)?(?:大|小|二)?" + ZH_KIN + "(?:现在|今年|已经|刚|马上|在)*(?:上|读|念)(?:幼儿园|小学|初中|高中|大学|" + ZH_NUMBER
                            + "年级|[初高大][一二三四]|中班|大班|小班)" + ZH_VALUE + "{0,8}?" + ZH_END),
            new Rule(
                    FAMILY,
                    "",
                    "我(?:的|家)?(?:大|小|二)?" + ZH_KIN + "(?:是|也是)(?:一名|一位|一个|个|名)" + ZH_VALUE + "{1,15}?" + ZH_END),
            new Rule(FAMILY, "", "我(?:家)?有(?:一|两|二|三|\\d)(?:个|只|条)" + ZH_VALUE + "{0,6}?" + ZH_KIN + ZH_END),
            new Rule(
                    FAMILY,
                    "family:$1:age",
                    "my (?:older |younger |little |eldest |youngest )?" + EN_KIN
                            + " (?:is|just turned|turned|will be|is now|is about)(?: almost| about| nearly)? "
                            + EN_NUMBER + "(?:[- ](?:years?|months?|weeks?)(?:[- ]old)?)?" + EN_END),
            new Rule(
                    FAMILY,
                    "family:$1:name",
                    "my (?:older |younger |little |eldest |youngest )?" + EN_KIN
                            + "(?:'s name is| is (?:called|named)) [\\p{L}][\\p{L}' -]{0,20}?" + EN_END),
            new Rule(
                    FAMILY,
                    "",
                    "my (?:older |younger |little |eldest |youngest )?" + EN_KIN
                            + " (?:is (?:also )?(?:an? (?!bit|little|lot|mess|pain|joke)|allergic to |in (?:kindergarten|preschool|school|college|university|(?:the )?\\w+ grade))|works (?:as|at|for|in) |has (?:diabetes|asthma|autism|ADHD|celiac)|loves |likes (?!to be|this|that|it\\b))"
                            + EN_VALUE + "{0,50}?" + EN_END),
            new Rule(
                    FAMILY,
                    "",
                    "I have (?:an?|one|two|three|four) (?!" + "few)(?:[\\w-]+ ){0,2}"
                            + EN_KIN.replace("|child|", "|child|children|") + "s?" + EN_END),
            new Rule(
                    WORK,
                    "work",
                    "我(?:现在|目前)?在" + ZH_VALUE + "{1,20}?(?:工作|上班|任职|任教|实习|读书|上学|念书|读大学|读研|读博|读研究生)(?!的)" + ZH_END),
            new Rule(WORK, "work", "我的(?:职业|工作|专业|本职工作)是" + ZH_VALUE + "{1,20}?" + ZH_END),
            new Rule(WORK, "work", "我(?:现在|目前)?是(?:做|搞|干|从事|学|教)" + ZH_VALUE + "{1,15}?的" + ZH_END),
            new Rule(
                    WORK,
                    "",
                    "我(?:现在|目前|也|本身)?是(?:一名|一个|一位|名|位|个)(?!人|好人|傻|笨|问题|例子|笑话|什么)" + ZH_VALUE + "{1,24}?" + ZH_END),
            new Rule(
                    WORK,
                    "",
                    "我(?:现在|目前|也|本身)?是(?!不是|否|说|想|指|因为|为了|从|在|要|来|谁)" + ZH_VALUE
                            + "{0,14}?(?:老师|教师|医生|护士|程序员|工程师|设计师|学生|大学生|研究生|博士生|律师|会计|司机|厨师|记者|编辑|作家|画家|教练|经理|店主|农民|警察|退休|产品经理|自由职业者?|家庭主妇|全职妈妈|摄影师|药剂师|公务员|志愿者)(?:了)?"
                            + ZH_END),
            new Rule(
                    WORK,
                    "work",
                    "I (?:currently )?work (?:as|at|for|in) (?!progress|my |the (?:same|following)|it\\b|this\\b)"
                            + EN_VALUE + "{2,50}?" + EN_END),
            new Rule(
                    WORK,
                    "work",
                    "(?:my (?:job|profession|occupation|major) is) (?!not\\b|hard|boring|killing|stressful)" + EN_VALUE
                            + "{2,40}?" + EN_END),
            new Rule(
                    WORK,
                    "work",
                    "(?:I'm|I am|im) (?:studying|majoring in) (?!this|that|hard|for\\b)" + EN_VALUE + "{2,50}?"
                            + EN_END),
            new Rule(
                    WORK,
                    "",
                    "(?:I'm|I am|im) (?:also |currently )?an? (?!bit\\b|little\\b|lot\\b|few\\b|fool|idiot|mess\\b|(?:huge|big) fan|loss|total|complete|dead|fan\\b|joke|genius|step|hundred|person who|text|man of)"
                            + EN_VALUE + "{2,60}?" + EN_END),
            new Rule(
                    PLACE,
                    "home",
                    "我(?:家)?(?:现在|目前|一直|和\\p{IsHan}{1,4})?(?:住在|家住|住)(?!了|着|过|不|院|哪|口)" + ZH_VALUE + "{2,20}?"
                            + ZH_END),
            new Rule(PLACE, "home", "我家在" + ZH_VALUE + "{2,20}?" + ZH_END),
            new Rule(
                    PLACE,
                    "origin",
                    "我(?:来自|的?老家(?:是|在)|出生在|是)(?:(?![个名位最的种些])\\p{IsHan}){2,8}?(?<!男|女|好|坏|老|新|年轻|什么|本|别|名|病|主|客|中间|负责|工作|联系|监护|法)人"
                            + ZH_END),
            new Rule(PLACE, "origin", "我(?:来自|的?老家(?:是|在)|出生在)" + ZH_VALUE + "{2,12}?" + ZH_END),
            new Rule(
                    PLACE,
                    "home",
                    "I (?:currently |now )?live (?:in|near|on) (?!fear|peace|hope|a (?:society|world)|this|that|my)"
                            + EN_VALUE + "{2,40}?" + EN_END),
            new Rule(
                    PLACE,
                    "home",
                    "(?:I'm|I am|im) (?:based|living) in (?!fear|peace|hope)" + EN_VALUE + "{2,40}?" + EN_END),
            new Rule(
                    PLACE,
                    "origin",
                    "(?:I'm|I am|im|I come) (?:originally )?from (?!the (?:future|past)|this|that|a )" + EN_VALUE
                            + "{2,40}?" + EN_END),
            new Rule(OTHER, "age", "我(?:现在|今年|已经|刚满|刚|快)*" + ZH_NUMBER + "(?:周)?岁(?:了|半|多)?" + ZH_END),
            new Rule(OTHER, "age", "(?:I'm|I am|im|I just turned) " + EN_NUMBER + "(?: years? old)?" + EN_END),
            new Rule(OTHER, "birthday", "我的?(?:生日|出生日期)(?:是|在)" + ZH_VALUE + "{2,20}?" + ZH_END),
            new Rule(
                    OTHER,
                    "birthday",
                    "(?:my birthday is|I was born (?:on|in)) (?!today|tomorrow|a )" + EN_VALUE + "{2,40}?" + EN_END),
            new Rule(
                    LIKING,
                    "",
                    "我(?:最|很|特别|非常|一直|超|从小)*(?:不)?(?:喜欢|讨厌|热爱|爱好(?:是)?|爱(?:吃|喝|看|听|玩|打))(?!你|您|这|那|它|他|她|上面|上一|上个|什么|哪|的)"
                            + ZH_VALUE + "{1,20}?" + ZH_END),
            new Rule(LIKING, "", "我的爱好(?:是|有)" + ZH_VALUE + "{1,30}?" + ZH_END),
            new Rule(
                    LIKING,
                    "",
                    "I (?:really |absolutely |also |always )*(?:love|like|prefer|hate|dislike|enjoy) (?!this|that|it\\b|your?\\b|how|the (?:way|idea|first|second|last|answer|one)|when|to (?:know|see|ask|think)|him|her|them|these|those|what)"
                            + EN_VALUE + "{2,50}?" + EN_END),
            new Rule(
                    LIKING,
                    "",
                    "my (?:hobby is|hobbies are|favou?rite [\\w ]{2,20} (?:is|are)) (?!not\\b|this|that|what)"
                            + EN_VALUE + "{2,50}?" + EN_END));

    /** Said to be remembered: what follows, to the sentence's end. */
    private static final Pattern REMEMBER = Pattern.compile(
            "(?:请你?|麻烦你?|帮我|你要|你得|一定要|要|please |can you |could you |I want you to )*"
                    + "(?:(?:记住|记下来?|记一下|牢记)[，,：:\\s]*|记得(?=我)|(?:remember|keep in mind|don't forget|do not forget)(?: that|:|,)?\\s+)"
                    + "(?<fact>(?!(?:this|it|these|when|how|the (?:time|following|movie|film)|to|me|what|who|where|why|了|这|那|以下|下面|上面|要|的|吗)(?:\\b|\\p{IsHan}))[^\uFFFC]{2,280})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Without it a thing to be remembered is not about the person. */
    private static final Pattern FIRST_PERSON =
            Pattern.compile("[我俺](?!们)|\\b(?:I|my|me|mine)\\b", Pattern.CASE_INSENSITIVE);

    private FactRules() {}

    /** The fact that a clause begins with; its end stands in the matcher's region. */
    record Found(Fact fact, int end) {}

    /** What is said from here to the end of a sentence, if it is said of oneself. */
    static Optional<Found> at(String sentence, int start) {
        Matcher remember = REMEMBER.matcher(sentence).region(start, sentence.length());
        if (remember.lookingAt()) {
            String text = remember.group("fact").strip();
            return FIRST_PERSON.matcher(text).find()
                    ? Optional.of(new Found(sorted(text), sentence.length()))
                    : Optional.empty();
        }
        return RULES.stream()
                .map(rule -> match(rule, sentence, start))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a clause that follows without a subject is said of the person too: 我叫小雅，对花生过敏. */
    static boolean isOfOneself(Fact fact) {
        return fact.text().startsWith(I) && fact.kind() != FAMILY;
    }

    /** What a clause says that leaves out its subject, which is that of the clause before. */
    static Optional<Found> ofSameSubject(String sentence, int start) {
        return at(sentence.substring(0, start) + I + sentence.substring(start), start)
                .filter(found -> isOfOneself(found.fact()))
                .map(found -> new Found(
                        new Fact(
                                found.fact().text().substring(I.length()),
                                found.fact().kind(),
                                found.fact().slot()),
                        found.end() - I.length()));
    }

    private static Optional<Found> match(Rule rule, String sentence, int start) {
        Matcher matcher = rule.form().matcher(sentence).region(start, sentence.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String slot = rule.slot().contains("$1")
                ? rule.slot().replace("$1", matcher.group(1).toLowerCase(java.util.Locale.ROOT))
                : rule.slot();
        return Optional.of(new Found(new Fact(matcher.group().strip(), rule.kind(), slot), matcher.end()));
    }

    /** A whole text with the kind and slot that its beginning shows. */
    static Fact sorted(String text) {
        return RULES.stream()
                .map(rule -> match(rule, text, 0))
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> new Fact(text, found.fact().kind(), found.fact().slot()))
                .orElse(Fact.unsorted(text));
    }
}
