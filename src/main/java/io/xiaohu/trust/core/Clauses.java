package io.xiaohu.trust.core;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What a text itself asks for, apart from what it warns of or tells about. Banks, police and our
 * own articles name the same things as impostors do; they deny them, or tell them of others.
 */
final class Clauses {

    private static final Pattern SENTENCES = Pattern.compile("[。！？!?;；|\\n]|\\.\\s|(?<=[a-z])\\.$");
    private static final Pattern LIST_ITEM = Pattern.compile("^\\s*(?:[-*•·]|[0-9①-⑨][.、)]?)");
    private static final Pattern PIECES = Pattern.compile("[，,]");

    /** Soothing words and orders to keep still are part of a fraud, not a warning of one. */
    private static final Pattern SOOTHING =
            Pattern.compile(
                    "(?:不要|不用|别|请勿|无需|无须|不必|千万别)(?:太)?(?:担心|着急|害怕|紧张|慌|挂断|挂机|挂电话|报警|声张|外传|告诉(?:家人|家里|爸|妈|老师|银行|警察|客服)|跟(?:别人|家人|家里|任何人)说|对(?:外|任何人)|打(?:官方)?电话|联系)|tell"
                        + " (?:nobody|no ?one)|don'?t (?:worry|hang up|panic|tell)|do not"
                        + " (?:worry|hang up|panic|tell)"
                        + "|(?:不要|不用|别|请勿|无需)[^，。]{0,10}?(?=请(?!勿|不|别|您?不)|麻烦|务必)|不(?:关闭|取消|处理|办理|操作|缴纳|配合|注销)|(?:failure"
                        + " to|if you do not|if you don't|unless)|(?:not a"
                        + " (?:scam|joke|fraud|phishing))|不是(?:骗子|诈骗|骗人)");

    /** Denies the whole sentence, however many clauses it has. */
    private static final Pattern NEVER =
            Pattern.compile("\\bnever\\b|\\bno one\\b|\\bnobody\\b|从不|从来不|绝不会|决不会|永远不");

    /** A clause that only goes on with what the one before it warned of. */
    private static final Pattern GOES_ON =
            Pattern.compile("^\\s*(?:或|或者|也|和|以及|更|还|or\\b|and\\b|nor\\b)");

    private static final Pattern WARNING =
            Pattern.compile(
                    "凡是?(?:自称|要求|让|索要|以|要)|不会|不要|不得|不应|不能随意|不需要|不用(?!的)|无需|严禁|禁止|切勿|请勿|勿|(?<![特级分识性区个辨类差鉴告])别(?!人|的|处|墅|名|忘|错过)|从不|从来不|绝不|决不|永不|未曾|拒绝|谨防|防范|诈骗|骗局|骗子|骗术|骗钱|警惕|当心|(?<!不)小心|(?:都|就)是骗|没有(?:所谓|什么)?的?[“\"]?(?:安全|保护|核查)账户|不存在|不法分子|嫌疑人|千万不|\\bnever\\b|\\b(?:do|does|will|should|must|would)"
                        + " not\\b|\\b(?:do|does|wo|should|must|would)n't\\b|\\bno"
                        + " one\\b|\\bnobody\\b|\\bbeware\\b|\\bwithout"
                        + " asking\\b|\\bscam(?:s|mers?)?\\b|\\bfraudsters?\\b|\\bcriminals?\\b|\\bphishing\\b|\\bwatch"
                        + " out\\b");

    /** Told of somebody as what they did or said, not asked of the reader. */
    private static final Pattern TOLD =
            Pattern.compile(
                    "^[\\s\\-*•·]{0,6}(?:让|要|叫|要求)[您你]|(?<!为)(?<!为了)(?<!老板|领导|经理|院长|校长|局长|书记|主任|总)(?:让|要求|叫)[您你](?!尽快|放心|满意|更)|(?:让|要|叫)我(?!帮|来|给|们)|已经?(?:告诉|告知|说出|填写?|发出|给出)[了过]?|说出过|填了|装了|装过|已经?(?:发|说|报|给|转)(?:给)?了?对方|有人[^，。]{0,4}(?:向|让|要|叫|问|以|冒|自|找|打|给|说)|谁(?:要|让|问|都)|是不是(?=刷单|诈骗|骗|投资)|自称|冒充|谎称|声称|假冒|诱导|诱骗|骗取|对方(?:让|要|说|称|以|自称|声称|又|便|就|发来|谎|给出)|被骗(?!的?钱|的?资金|的?[0-9]|款|损失)|(?<!让|叫|要|求|请|帮|给|等)我(?:刚刚?|已经?|昨[天晚]|上午|下午|就|不小心|没有?|从来)?[把将]|(?:^\\s*[-*]?\\s*have"
                        + " you\\b|\\bif (?:some|any)(?:body|one)\\b|\\b(?<!please |could you |can"
                        + " you |just |then"
                        + " )(?:asks?|asking|asked|tells?|told|telling|presses|wants?)"
                        + " (?:you|me|us|people|customers)\\b|\\bpretend(?:s|ing|ed)?\\b|\\bclaim(?:s|ing|ed)?"
                        + " to be\\b|\\bimpersonat)");

    /** A whole text about frauds: what it quotes is not what it asks. */
    private static final Pattern EXPOSING =
            Pattern.compile(
                    "(?:都|就|均|一律|一定|全)是(?:诈骗|骗)|反诈(?:宣传|提醒|提示|培训|课|知识|案例|预警|讲座)|防骗|防诈|防范电信|典型案例|(?:警方|民警|公安机关)(?:温馨)?(?:提醒|提示|通报|介绍|表示)(?!您名下|您的|你的|您涉)"
                        + "|骗子|诈骗分子|犯罪分子|不法分子|犯罪嫌疑人|骗术|骗局|套路|话术|受害人|识破|揭秘|上当|谨防(?:诈骗|受骗|假冒)|切勿(?:轻信|相信|上当|转账)|请勿相信|不要(?:轻信|相信)|被骗走|被骗了?[0-9一二三四五六七八九十]|案件[^。]{0,6}(?:侦办|侦破|办理中)|(?:市民|某|女士|先生|大爷|大妈|阿姨|老人|男子|女子|网友|学生|有人)[^。]{0,8}(?:接到|收到|遇到|看到|添加了?|轻信)|接到(?:这种|这类|此类|那种|类似|自称)|冒充.{0,16}(?:的?诈骗|行骗|骗)|诈骗(?:手法|类型|案|短信|电话)|(?:\\bscam(?:s|mers?)?\\b|\\bfraudsters?\\b|\\bcriminals\\b|impersonat|\\bphishing\\b|beware"
                        + " of)");

    private static final Pattern ASKED_WHETHER =
            Pattern.compile(
                    "(?:是不是|会不会是|是否是?|怕是?)(?:遇到|碰到)?(?:骗子|诈骗|骗局|骗人)|(?:是|遇到)(?:骗子|诈骗|骗局)(?:吗|么|嘛|了吗)|(?:is"
                        + " (?:this|it) a scam)");

    /** "You are suspected of fraud" is said by those who pose as the police. */
    private static final Pattern ACCUSED =
            Pattern.compile("(涉嫌|涉及|卷入|参与)[^，。]{0,12}诈骗(?:案件?|罪|活动)?");

    /** What follows in the sentence is what somebody else said. */
    private static final Pattern REPORTED = Pattern.compile("自称|冒充|谎称|声称|假冒");

    private static final Pattern QUOTED =
            Pattern.compile(
                    "“[^“”]{0,400}”|「[^「」]{0,400}」|『[^『』]{0,400}』|\"[^\"]{0,400}\"|‘[^‘’]{0,400}’|《[^《》]{0,200}》");

    private Clauses() {}

    /**
     * What is left of the words, which are in lower case, when warnings and tales are taken out.
     */
    static String live(String words) {
        String asked =
                ACCUSED.matcher(ASKED_WHETHER.matcher(words).replaceAll("")).replaceAll("$1案件");
        boolean wondering = !asked.equals(words) && ASKED_WHETHER.matcher(words).find();
        boolean exposing = !wondering && EXPOSING.matcher(asked).find();
        String own = exposing ? QUOTED.matcher(asked).replaceAll("") : asked;
        StringJoiner live = new StringJoiner("。");
        boolean listing = false;
        String lead = "";
        for (String sentence : SENTENCES.split(own)) {
            boolean item = LIST_ITEM.matcher(sentence).find();
            listing =
                    sentence.isBlank()
                            ? listing
                            : item && (listing || !lead.isEmpty() && isGuarded(lead));
            boolean listed = listing;
            String left = listed ? "" : liveIn(sentence, exposing, wondering);
            if (!left.isBlank()) {
                live.add(left);
            }
            if (!sentence.isBlank()) {
                lead = item ? "" : sentence;
            }
        }
        return live.toString();
    }

    /** In a text about frauds, a sentence that tells or warns anywhere asks for nothing. */
    private static String liveIn(String sentence, boolean exposing, boolean wondering) {
        if (exposing && (isGuarded(sentence) || EXPOSING.matcher(sentence).find())) {
            return "";
        }
        if (exposing && !isAddressed(sentence)) {
            return "";
        }
        StringJoiner live = new StringJoiner("，");
        if (finds(NEVER, sentence)) {
            return "";
        }
        boolean guarded = false;
        for (String clause : PIECES.split(sentence)) {
            boolean told = !wondering && TOLD.matcher(clause).find();
            guarded = isWarning(clause) || told || guarded && GOES_ON.matcher(clause).find();
            if (!guarded) {
                live.add(clause);
            }
            if (!wondering && REPORTED.matcher(clause).find()) {
                break;
            }
        }
        return live.toString();
    }

    private static boolean isGuarded(String clause) {
        return isWarning(clause) || TOLD.matcher(clause).find();
    }

    /** Whether it warns when the soothing words are put aside. */
    private static boolean finds(Pattern warning, String clause) {
        return warning.matcher(clause).find()
                && warning.matcher(SOOTHING.matcher(clause).replaceAll("")).find();
    }

    private static boolean isWarning(String clause) {
        return finds(WARNING, clause);
    }

    private static final Pattern ADDRESSED =
            Pattern.compile("请(?!勿|不|及时|立即(?:报警|拨打|挂断))|(?:\\bplease\\b)|马上|立即|您需|你需|必须");

    private static boolean isAddressed(String sentence) {
        return ADDRESSED.matcher(sentence).find();
    }

    /** Whether the text is about frauds and not one. */
    static boolean areExposing(String words) {
        String own = ACCUSED.matcher(ASKED_WHETHER.matcher(words).replaceAll("")).replaceAll("$1");
        return EXPOSING.matcher(own).find();
    }
}
