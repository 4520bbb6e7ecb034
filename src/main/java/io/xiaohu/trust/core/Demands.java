package io.xiaohu.trust.core;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text asks for that impostors ask for and we never do. Each sign is a category with its own
 * patterns, looked for in what the text says itself ({@link Clauses#live}); within a sentence, over
 * at most one or two clauses.
 */
final class Demands {

    /** Capital letters of words, not those of the patterns' own language. */
    private static final Pattern CAPITALS = Pattern.compile("(\\\\p\\{[^}]*\\}|\\\\[A-Z])|[A-Z]");

    private static final String NOT_OTHERS =
            "(?<!(?i:wifi|wi-fi)|无线|门锁|门禁|开机|锁屏|解压|压缩包|提取|网盘|会议|房间|取件|快递柜|柜子|电脑|共享|大门|单元门"
                    + "|签收|取货|收货|核销|到店|入住|乘车|上车|取餐|配送|群)";
    private static final String SECRET =
            NOT_OTHERS
                    + "(?:验证码|校验码|动态[码密]|密码|(?:支付|登录|动态|短信|手机|交易)口令|安全码|助记词|私钥|CVV2?|(?<![a-z])pin(?:码)?(?![a-z])|背面.{0,4}三位|后三位|U盾)";
    private static final String CODE = NOT_OTHERS + "(?:验证码|校验码|动态[码密])";
    private static final String SHORT_CODE = "(?:[0-9]{4,8}位?|[四六4-8]位)[\\p{IsHan}]{0,3}(?:数字|数|码)";
    private static final String PAY_CODE = "付款[码条]|付款二维码|收付款码|条形码";
    private static final String GIVE =
            "(?:告诉|告知|[说讲]出|提供|发给|发来|发我|发过来|发回|发送给(?!您|你)|报给|报一下|报出|报上|报来|报下|念[给一下出]|念(?:给)?我|读给|说一下|说给|给我|给客服|给工作人员|转发|截图|截屏|拍照|拍下|传给|传我)";
    private static final String TYPE_IN = "(?:输入|填写|填入|登记|核对|提交|核实|更新|确认|补全)";

    private static final Pattern SECRET_GIVEN =
            any(
                    "(?:设置|开通|打开|办理|拨打)[^。，\n"
                            + "]{0,6}(?:呼叫|来电)转移|视频[^。\n"
                            + "]{0,12}(?:跟[着]?我|听我)[^。\n"
                            + "]{0,6}(?:念|读|眨|张嘴|摇头)|"
                            + near(CODE, GIVE, 30)
                            + "|(?:给|发|传|报|念)[^。，\n]{0,10}"
                            + SECRET
                            + "[^。，\n]{0,4}(?:我|过来|这边)"
                            + "|"
                            + SECRET
                            + "[^。，\n]{0,16}"
                            + GIVE
                            + "|"
                            + GIVE
                            + "[^。，\n]{0,16}"
                            + SECRET
                            + "|(?:回复|回信|回传)[^。\n]{0,40}"
                            + SECRET
                            + "|[把将][^。\n]{0,10}"
                            + SECRET
                            + "[^。\n]{0,8}(?:回复|发)"
                            + "|(?:"
                            + PAY_CODE
                            + ")[^。，\n]{0,20}(?:数字|念|报|[截拍][^。，\n]{0,6}[给发]|发(?:给|我|来|过来)|告诉|提供|说)"
                            + "|(?:念|报|发|告诉|提供|截|拍)[^。，\n]{0,16}(?:"
                            + PAY_CODE
                            + ")"
                            + "|(?:收到|看到|短信|手机|屏幕)[^。\n]{0,20}"
                            + SHORT_CODE
                            + "[^。\n]{0,14}(?:念|报|读|"
                            + GIVE
                            + ")");

    /** Asked to type it somewhere: a fraud only where the place is not the asker's own app. */
    private static final Pattern SECRET_TYPED =
            any(
                    TYPE_IN
                            + "[^。，\n]{0,14}"
                            + SECRET
                            + "|"
                            + SECRET
                            + "[^。，\n]{0,6}"
                            + TYPE_IN
                            + "(?!成功|后)");

    private static final Pattern CODE_SUPPLIED =
            any("(?:码|code)[^0-9。\n]{0,12}[0-9]{4,8}|[0-9]{4,8}[^0-9。\n]{0,14}(?:验证码|code)");

    private static final String SECRET_EN =
            "\\b(?<!(?:wifi|wi-fi|network|laptop|netflix|guest|promo|discount|coupon|zip|post|postal|area|source|qr|bar|dress|country|voucher|referral|invite|door|gate|tracking|dial|error)"
                + " )(?:codes?|passwords?|passcode|pin|otp|cvv|cvc|seed phrase|recovery"
                + " phrase|private key|security number)\\b";
    private static final Pattern SECRET_GIVEN_EN =
            any(
                    "\\b(?:(?:send|text|tell|give|read|forward|email|dictate|show)"
                        + " (?:me|us|back|over|him|her|(?:the|our|your|this|an?) (?:[a-z]+"
                        + " )?(?:agents?|officers?|callers?|staff|representative|operator|support|technician|advisor|team))|reply"
                        + " with|please"
                        + " (?:send|share|provide|give|tell|forward|read|reply)|(?:share|provide|send)"
                        + " (?:the|your|this|that))\\b[^.\n"
                        + "]{0,24}"
                            + SECRET_EN
                            + "|\\b(?:send|tell|give|read|share|provide|forward|dictate)\\b[^.\n"
                            + "]{0,16}"
                            + SECRET_EN
                            + "[^.\n"
                            + "]{0,20}\\b(?:to|with) (?:me|us|our|the"
                            + " (?:agent|officer|support|caller|team|representative|technician))\\b"
                            + "|"
                            + SECRET_EN
                            + "[^.\n"
                            + "]{0,24}\\b(?:send|text|tell|give|forward|read)"
                            + " (?:it|them|that|this)\\b|\\b(?:confirm|verify|provide|enter|submit)\\b[^.\n"
                            + "]{0,24}\\b(?:password|cvv|cvc|pin|otp|seed phrase|card"
                            + " number)\\b[^.\n"
                            + "]{0,40}\\b(?:refund|unlock|restore|release|so (?:that"
                            + " )?(?:i|we))\\b|\\bcodes?\\b[^.\n"
                            + "]{0,20}\\bplease\\b[^.\n"
                            + "]{0,12}\\b(?:send|now)\\b");

    private static final String MOVE =
            "(?:转|汇|打|存|提|移|划|归集|归拢|清空|集中|放|过|交)[^。，\n]{0,12}(?:到|至|入|进|给|往)";
    private static final String SAFE =
            "(?:安全|监管|监控|核查|保护|清查|清算|清分|验资|核验|审查|审计|审核|查控|公证|专案|国家|国库|避险|托管|备付|认证|中转|过渡|临时|隔离|司法|央行|银监|警方|公安|(?:客服|专员|工作人员|系统|平台|官方|我们)(?:指定|提供|发送|给出?)|我司|我方|本公司|平台)[^。，\n"
                + "]{0,8}?(?:账户|账号|户头|户|银行卡|钱包|卡)(?!本|籍|型|口|主|外)";
    private static final Pattern MOVED =
            any(
                    MOVE
                            + "[^。，\n]{0,14}"
                            + SAFE
                            + "|(?:资金|余额|存款|积蓄|(?:卡|账户|钱包)里?的?钱|所有的?钱|全部的?钱)[^。\n]{0,10}"
                            + MOVE
                            + "[^。，\n"
                            + "]{0,10}(?:指定|对公|新|以下|下列|这个|另一|其他|他人|别人|我)[^。，\n"
                            + "]{0,6}(?:账户|账号|户|卡)(?!口)"
                            + "|归集[^。\n]{0,24}(?:核查|清查|审查|监管|验资)|(?:核查|清查|审查)[^。\n]{0,24}归集"
                            + "|(?:安全|保护|核查|清查)账户(?!体系|管理|中心|险|设置|的?方法)|(?:转|汇|打|退|存)[^。，\n"
                            + "]{0,12}(?:到|至|入|回|进)[^。，\n"
                            + "]{0,4}指定(?:的)?(?:账户|账号|银行卡|卡)(?=[^。\n"
                            + "]*(?:核|冻|解|退|完成|验证|清|才))|退回到?(?:我们|我方)?指定(?:账户|账号|卡)");

    /** A buyer's deposit for a home or a course lies in an account that is really called so. */
    private static final Pattern ESCROW = any("购房|房款|首付|楼盘|预售|开发商|学费|培训|预付|物业|维修资金|合同约定|货款|交易资金存管");

    private static final Pattern MOVED_EN =
            any(
                    "\\b(?:balance|funds?|assets|coins|money|savings)\\b[^.\n"
                        + "]{0,20}\\b(?:must|needs? to|should|has to|have to) be"
                        + " (?:moved|transferred|sent|migrated)\\b|\\b(?:safe|secured?|protected|protection|holding|clearing|verification|temporary|federal|government|escrow|guarded)"
                        + " (?:account|wallet|vault|locker)\\b|\\b(?:move|transfer|send|shift)\\b[^.\n"
                        + "]{0,20}\\b(?:your|all|the)"
                        + " (?:money|funds?|balance|savings|assets|coins)\\b[^.\n"
                        + "]{0,40}\\b(?:account|wallet|vault|safe)\\b(?! of your own)");

    /** We take no money into accounts; it moves inside the wallet. */
    private static final Pattern PAID_TO_US =
            any(
                    "(?:退|还)[^。，\n"
                            + "]{0,16}[0-9]{4}[ 0-9]{11,19}|(?:转|汇|打|存|付|支付|提)[^。\n"
                            + "]{0,16}[0-9]{4}[ 0-9]{11,19}|(?:转|汇|打|存|付|提)[^。，\n"
                            + "]{0,8}(?:到|至|入|给)[^。，\n"
                            + "]{0,4}(?:我们|财务|我司|公司|专员|我方|我这边|客服)|(?:交|缴|付|转|充|收)[^。，\n"
                            + "]{0,10}(?:服务费|加急费|验证费|认证费|代办费|保证金)|(?:服务费|加急费|代办费)[^。，\n"
                            + "]{0,6}[0-9]|代(?:操作|办理?|登录)|先[^。，\n"
                            + "]{0,6}(?:交|缴|付|转|充)[^。，\n"
                            + "]{0,10}(?:手续费|税金|个税|所得税|解冻金|流水|押金)|(?:转|汇|打|付)[^。，\n"
                            + "]{0,6}(?:我|本人|私人|个人)[^。，\n"
                            + "]{0,4}(?:卡|账户|账号)|\\b(?:deposit|pay|send)\\b[^.\n"
                            + "]{0,40}\\b(?:fee|usdt|gift card|wallet address|agent)\\b");

    private static final String FEE =
            "(?:保证金|解冻金|解冻费|激活[金费]|认证[金费]|验证[金费]|验资|手续费|服务费|资料费|工本费|制卡费|会员费|入会费|开户费|所得税|个税|税[金费款]|流水|担保[金费]|诚意金|赎金|解锁[金费]|材料费|代办费|调查费|疏通费|备用金|违约金|检测费|押金|保险费|运费|通道费|公证费)";
    private static final String PAY = "(?:交|缴|付|充|转|汇|打|垫|存|补|刷)";
    private static final String UNLOCK =
            "(?:提现|提款|提取|到账|放款|下款|领奖|兑奖|领取|解冻|中奖|奖品|奖金|激活|收款|解锁|贷款|恢复|追回|发货|派送|返还|退还)";
    private static final Pattern PAID_FIRST =
            any(
                    "(?:转|打)[^。，\n]{0,8}[0-9]{2,}[^。\n]{0,8}(?:返|变|得)[^。，\n]{0,4}[0-9]{2,}|"
                            + "解冻[金费]|激活[金费]|验证金|认证金|刷流水|流水不足|包装费|解锁[金费]|(?:同等|等额)的?金额"
                            + "|先[^。，\n]{0,8}"
                            + PAY
                            + "[^。，\n"
                            + "]{0,12}(?:保证金|手续费|服务费|资料费|工本费|会员费|所得税|税[金费款]|担保[金费]|验资|材料费|代办费|通道费|公证费)(?!率)[^。\n"
                            + "]{0,30}"
                            + UNLOCK
                            + "|"
                            + UNLOCK
                            + "[^。\n"
                            + "]{0,12}(?:需要?|须|要)[^。，\n"
                            + "]{0,4}(?:交|缴|付|转|汇)[^。，\n"
                            + "]{0,16}(?:所得税|个税|税金|保证金|验资|担保金|备用金)|"
                            + UNLOCK
                            + "[^。\n]{0,24}先[^。，\n]{0,8}"
                            + PAY
                            + "[^。，\n]{0,12}"
                            + FEE
                            + "|"
                            + PAY
                            + "[^。，\n]{0,12}"
                            + FEE
                            + "[^。\n"
                            + "]{0,12}(?:才能|才可|后(?:方可|即可|才|马上|立即|立刻|就能|可以?)|即可|就能|马上|立即)[^。\n"
                            + "]{0,10}"
                            + UNLOCK
                            + "|(?:转|付|充|存|打)[^。，\n"
                            + "]{0,6}[0-9一二两三四五六七八九十百千万]{1,8} ?(?:元|块|分|万|千)[^。，\n"
                            + "]{0,6}(?:激活|验证(?!码)|认证|解冻|做流水|刷流水)|先交?(?:[^。，\n"
                            + "]{0,4})(?:验证金|保证金|诚意金|解冻金)|(?:中奖|奖品|抽中|一等奖|大奖)[^。\n"
                            + "]{0,30}"
                            + PAY
                            + "[^。，\n]{0,12}"
                            + FEE);
    private static final Pattern PAID_FIRST_EN =
            any(
                    "\\b(?:send|pay|deposit|transfer)\\b[^.\n"
                        + "]{0,24}[0-9][^.\n"
                        + "]{0,40}\\b(?:receive|get)\\b[^.\n"
                        + "]{0,8}[0-9]{2,}[^.\n"
                        + "]{0,16}\\b(?:back|in"
                        + " return|within)\\b|\\b(?:pay|transfer|send|deposit)\\b[^.\n"
                        + "]{0,40}\\b(?:fee|deposit|tax|charge|duty)\\b[^.\n"
                        + "]{0,40}\\b(?:unlock|reopen\\w*|restor\\w*|reactivat\\w*|release|unfreeze|withdraw(?:al)?|claim|receive|activate|prize|winnings|loan)\\b|\\b(?:unlock|release|unfreeze|withdraw|claim|receive)\\b[^.\n"
                        + "]{0,40}\\b(?:pay|transfer|send|deposit)\\b[^.\n"
                        + "]{0,24}\\b(?:fee|deposit|tax|charge)\\b|\\b(?:buy|purchase|get)\\b[^.\n"
                        + "]{0,30}\\b(?:gift|steam|itunes|apple|google play) ?cards?\\b|gift cards?"
                        + " and (?:send|read)");

    private static final String TOOLS =
            "向日葵|(?i:todesk|teamviewer|anydesk|rustdesk|airdroid|quicksupport)";
    private static final Pattern SCREEN_SEEN =
            any(
                    "屏幕共享|共享[^。，\n"
                        + "]{0,4}屏幕|屏幕[^。，\n"
                        + "]{0,4}共享|(?:打开|开启|点击?|点开|点下)[^。，\n"
                        + "]{0,4}共享(?!单车|汽车|充电)|远程(?:控制|协助|操作|桌面|指导)|屏幕镜像|投屏给|(?:下载|安装|打开|装)[^。，\n"
                        + "]{0,8}(?:"
                            + TOOLS
                            + ")|\\b(?:install|download|open)\\b[^.\n"
                            + "]{0,20}\\b(?:anydesk|teamviewer|todesk|rustdesk|quicksupport|airdroid)\\b|share"
                            + " your screen|screen[- ]?shar(?:e|ing)|remote"
                            + " (?:access|control|session)");

    /** A shared screen at work is no fraud; one about somebody's money is. */
    private static final Pattern ABOUT_MONEY =
            any(
                    "退款|退费|银行卡|扣[费款]|理赔|赔[付偿]|余额|账户|账号|支付|贷款|征信|小狐|转账|提现|资金|客服|保障|续费|免密|会员|注销|核[查验实]|额度|钱|安全中心|专员|带您|教您"
                        + "|\\b(?:refund|account|bank|money|payment|wallet|balance|card|charge)\\b");

    private static final Pattern SCANNED =
            any(
                    "(?:扫一?扫?|扫描|识别)[^。，\n"
                        + "]{0,14}(?:码|图)[^。\n"
                        + "]{0,30}(?:确认授权|授权登录|登录[^。，\n"
                        + "]{0,10}(?:核验|验证|系统|退款|理赔)|退款|理赔|解冻|解除|核验|收款(?!码|人|方)|退回|到账|认证)|确认授权|授权(?:登录|扣款|免密|设备)[^。\n"
                        + "]{0,24}(?:赔[付偿]|解冻)|授权(?:登录|扣款|免密)[^。\n"
                        + "]{0,12}(?:退款|到账|理赔|即可)|(?:退款|理赔|解冻|收款(?!码|人|方)|赔付|保证金|领取补贴|补贴)[^。\n"
                        + "]{0,24}(?:扫一?扫?|扫描|识别)[^。\n"
                        + "]{0,8}(?:码|图)|\\bscan\\b[^.\n"
                        + "]{0,30}\\b(?:qr|code)\\b[^.\n"
                        + "]{0,50}\\b(?:refund|unlock|verify|authori[sz]e|claim|release|sign in|log"
                        + " ?in)\\b");

    /** A shop's own page or till is scanned for these as well. */
    private static final Pattern SCANNED_AT_PLACE =
            any(
                    "前台|柜台|店内|门店|窗口|现场|自助|收银|网页版|电脑(?:版|端)|闸机|公众号|小程序|(?:打开|使用|用)(?:微信|支付宝)扫|\\btill\\b|\\bcounter\\b");

    private static final Pattern SENT_ELSEWHERE =
            any(
                    "(?:加|添加|联系|搜索?|私信|关注|扫)[^。，\n"
                        + "]{0,10}(?:微信|企微|QQ|群|钉钉|Telegram|WhatsApp|Skype|Line|Signal|蝙蝠|密聊|好友|导师|专员|接待员?|"
                            + Marks.ACCOUNT
                            + ")|(?:进|入|拉)[^。，\n"
                            + "]{0,6}群|扫[^。，\n"
                            + "]{0,8}码|(?:下载|安装)[^。，\n"
                            + "]{0,14}(?:App|软件|客户端|应用|会议|插件|APK|”|」)|加我|私聊我|(?:微信|QQ)[^。，\n"
                            + "]{0,6}(?:"
                            + Marks.FOREIGN
                            + ")|\\b(?:add|contact|message|text|dm|join|download|install)\\b[^.\n"
                            + "]{0,24}\\b(?:whatsapp|telegram|signal|line|wechat|skype|group|app|agent|manager)\\b|\\bon"
                            + " (?:whatsapp|telegram|signal|line|skype)\\b|\\bwhatsapp me\\b");

    private static final Pattern KEPT_SECRET =
            any(
                    "(?:不要|不得|不能|不可|别|勿|严禁|不许|禁止|先别|莫)(?:让|跟|向|和|对|把|将)?[^。，\n"
                        + "]{0,8}(?:声张|外传|泄露给(?:家|任何)|告诉(?:任何人|别人|家人|家里|他人|爸|妈|同事|其他)|告知(?:家人|任何人|他人|亲友)|打(?:官方)?电话|挂断?电话|挂机|挂断|报警|对外|家[人里](?:知道|说))"
                        + "|保密(?:协议|义务|纪律|责任|原则)?(?=[^。]|$)|案情保密|屏蔽(?:来电|短信|电话)|飞行模式|呼叫转移|独自|(?:没|无)人的(?:地方|房间)|方便接(?:电话)?|不方便(?:接|说|通话|讲)|\\bdon'?t"
                        + " (?:hang up|tell|call)\\b|\\bdo not (?:hang up|tell|call)\\b|\\bkeep"
                        + " (?:this|it) (?:secret|confidential|between us|quiet)\\b|\\bcan'?t"
                        + " (?:talk|take calls|answer)\\b|\\btell no ?(?:one|body)\\b");

    /** "Give the code to nobody" keeps it from us as well. */
    private static final Pattern SECRET_WARNED =
            any(
                    "(?:码|密码)[^。\n"
                            + "]{0,30}(?:不要|勿|别|不得|切勿)[^。，\n"
                            + "]{0,6}(?:告诉|告知|泄露|提供|透露)|(?:不要|勿|别|切勿)[^。\n"
                            + "]{0,6}(?:把|将|向)?[^。，\n"
                            + "]{0,8}(?:码|密码)|\\bcode\\b[^\n"
                            + "]{0,60}(?:do not|don't|never)");

    private static final Pattern HURRIED =
            any(
                    "否则|逾期|立即|马上|尽快|今[天日晚](?:内|之内|清零|到期|截止|12|十二|前)?|[0-9一二两三]{1,3}"
                        + " ?(?:小时|分钟|个小时)(?:之?内|后)|即将|最后|限时|过期|超时|冻结|停用|失效|封停|清零|关闭|不处理|不关闭|上报征信|起诉|强制|\\b(?:urgent(?:ly)?|immediately|within"
                        + " \\d+|today|final notice|last"
                        + " chance|suspended|locked|limited|closed|expire[sd]?|or lose|now)\\b");

    private static final Pattern LED_ON =
            any(
                    "\\bfollow (?:his|her|their|our) (?:steps|instructions)\\b|\\binstall"
                        + " the\\b[^.\n"
                        + "]{0,16}\\bapp\\b|(?:教|带|领|指导|引导|协助)[您你](?!们?(?:做人|读|学|玩))[^。，\n"
                        + "]{0,6}(?:操作|关|取消|办|退|弄|怎么|设置|完成|处理|$|[。，])|一步步|按[^。，\n"
                        + "]{0,6}(?:指导|指示|提示音)[^。，\n"
                        + "]{0,8}操作|(?:按|照|听)我(?:说|讲|的)|跟(?:着)?我(?:操作|做)|告诉[你您]怎么(?:操作|弄|做)|配合(?:我们|客服|操作|办理|处理)|\\b(?:guide|walk)"
                        + " you (?:through|step)|follow my (?:steps|instructions)\\b");

    private Demands() {}

    /**
     * @param live what the text asks itself, in lower case
     * @param led whether it leads to a place that is not ours, or speaks in our name: then typing a
     *     secret is asked for there
     */
    static Set<Sign> in(String live, boolean led) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        add(signs, Sign.SECRET, isSecretAsked(live, led));
        add(signs, Sign.MOVE_MONEY, isMoneyMoved(live));
        add(signs, Sign.PAY_FIRST, finds(PAID_FIRST, live) || finds(PAID_FIRST_EN, live));
        add(signs, Sign.SCREEN, finds(SCREEN_SEEN, live) && finds(ABOUT_MONEY, live));
        add(signs, Sign.SCAN, finds(SCANNED, live) && !finds(SCANNED_AT_PLACE, live));
        add(signs, Sign.GUIDED, finds(LED_ON, live));
        add(signs, Sign.ELSEWHERE, finds(SENT_ELSEWHERE, live));
        add(signs, Sign.HURRY, finds(HURRIED, live));
        return signs;
    }

    /**
     * Whether silence is asked for; it is said with the words of a warning, so all are looked at.
     */
    static boolean areKeptSecret(String words) {
        return !finds(SECRET_WARNED, words) && finds(KEPT_SECRET, words);
    }

    /**
     * What is enough when it is said in our name: money to an account, a fee, a lead by the hand.
     */
    static boolean areOfOurs(String live) {
        return finds(PAID_TO_US, live) || finds(LED_ON, live);
    }

    private static boolean isMoneyMoved(String live) {
        return finds(MOVED, live) && !finds(ESCROW, live) || finds(MOVED_EN, live);
    }

    private static boolean isSecretAsked(String live, boolean led) {
        return finds(SECRET_GIVEN, live)
                || finds(SECRET_GIVEN_EN, live)
                || led && finds(SECRET_TYPED, live) && !finds(CODE_SUPPLIED, live);
    }

    private static void add(Set<Sign> signs, Sign sign, boolean found) {
        if (found) {
            signs.add(sign);
        }
    }

    private static boolean finds(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    private static String near(String one, String other, int most) {
        String near = "[^。\n]{0," + most + "}?";
        return "(?:" + one + near + other + "|" + other + near + one + ")";
    }

    /** A pattern for words in lower case, which are searched faster than with case put aside. */
    static Pattern any(String words) {
        return Pattern.compile(
                CAPITALS.matcher(words)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        match.group(1) == null
                                                ? match.group().toLowerCase(Locale.ROOT)
                                                : match.group())));
    }
}
