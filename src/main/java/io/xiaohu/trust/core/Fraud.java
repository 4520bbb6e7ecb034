package io.xiaohu.trust.core;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The usual stories of telecom fraud, whoever's name they use. The first ten are those the Ministry
 * of Public Security publishes as the most frequent (25 June 2024: nearly nine of ten cases); the
 * others are named by the National Anti-Fraud Center and, in English, by the FTC and Ofcom. A story
 * counts when one of its tellings is complete: its situation and what it wants, in what the text
 * says itself ({@link Clauses#live}). One half alone is what honest people write as well.
 */
enum Fraud {
    /** 刷单返利 */
    TASKS(
            told("免费[送领]|礼品|小家电", "扫码|进群|加(?:我|微信|客服)", "下载|任务"),
            told(
                    "刷单|刷信誉|刷销量|(?:点赞|关注|抢单|下单|评论|助力|浏览|点评|评分|好评|做任务|任务单|派单|打榜|试玩|数据员|完成任务)",
                    "佣金?|返利?[佣利]|日结|日入|日赚|一单|每单|[0-9]{1,6} ?[-~至到]? ?[0-9]{0,6} ?元?/?单|立结|秒结|赚|提现到",
                    "兼职|居家|在家|导师|接待|派单员|垫付|联系|加|进群|私信|名额|宝妈|先"),
            told(
                    "佣金?|返佣",
                    "(?:转账|垫付|下单|付款)[^。，]{0,4}(?:[0-9一二三几][笔单])|收款码",
                    "日赚|秒返|秒结|日结|每[天单][^。，]{0,4}[0-9]"),
            told("刷单(?!都|是|均|一?律)", "返|佣|垫|兼职|日结|联系|加|赚"),
            told(
                    "打字|抄写|手工|录入|串珠|配音|试吃|模特|兼职|诚招|招聘",
                    "先(?:交|付|缴|买|转)[^。，]{0,10}(?:押金|[费金]|元|[0-9]{2,})"),
            told("垫付|连单|卡单|充值.{0,10}任务|福利(?:单|任务)|做[0-9一二两三]{1,2}单", "返[利佣]|佣金|本金|做满|三单|任务"),
            told(
                    "\\b(?:online (?:job|work)|work(?:ing)? from home|from home|remote"
                        + " (?:job|work)|flexible"
                        + " hours)\\b|\\b(?:like|rate|review|optimi[sz]e|boost)\\b.{0,30}\\b(?:videos?|hotels?|products?|apps?|tasks?)\\b|\\btasks?\\b",
                    "\\b(?:earn|paid|commission|per day|daily|usdt|a day)\\b",
                    "\\b(?:telegram|whatsapp|line|wechat|deposit|top"
                            + " up|recharge|mentor|trainer)\\b|"
                            + Marks.FOREIGN)),
    /** 虚假网络投资理财 */
    INVESTMENT(
            told(
                    "高息|月息|保本保息|每[日天月周](?:返|领)|本金[^。，]{0,8}(?:全[退返]|返还)|签到|拉[^。，]{0,2}人|庄家|黑马|拉升|主力|每天(?:分红|返|收益)|日分红|到期返|推荐[^。，]{0,8}(?:奖励|返)|翻[两二三四五几0-9]{1,3}倍|带单|稳赚|稳赢|包赚|必赚|只赚不[赔亏]|不[赔亏]本?|保本高|零风险|日收益|月收益[0-9]|翻倍|翻番|内幕|内部(?:消息|平台|通道|渠道|票|名额)|牛股|涨停|妖股|带你?(?:赚|飞|做单|操作)|老师带|跟(?:着)?(?:老师|导师|大神|我)[^。，]{0,4}(?:做|买|投|操作|单)|跟单|漏洞|套利|回本",
                    "投资|理财|炒股|养老|床位|会员|充[0-9]|股票|股|币|外汇|期货|黄金|基金|项目|平台|数字货币|USDT|彩票|盘|单|打新|下注|比分|竞彩|藏品|红|存款|计划|充值|App",
                    "进群|入群|拉群|群|加|联系|私信|扫码|下载|充值?|充[0-9]|(?:交|缴|存|投)[^。，]{0,4}[0-9]|注册|入金|开户|带你|名额|试水|链接|"
                            + Marks.FOREIGN),
            told(
                    "内部|渠道|员工|通道",
                    "充[^。，]{0,4}[0-9]{2,}[^。，]{0,4}返[^。，]{0,4}[0-9]{2,}",
                    "私我|私聊|个人转账|不走平台|加|名额"),
            told("平台|系统|网站|App|赌场|博彩|彩票|后台", "漏洞|后台|内部数据|规律", "赚|盈利|充值|投|下注|提现"),
            told(
                    "\\b(?:guaranteed|risk[- ]free|double your|insider|daily"
                            + " (?:returns?|profits?)|sure profit|\\d+% (?:a|per)"
                            + " (?:day|week)|signals?)\\b",
                    "\\b(?:invest|crypto|bitcoin|btc|usdt|forex|stocks?|trading|platform|profits?)\\b",
                    "\\b(?:join|group|whatsapp|telegram|deposit|contact|start|register|top"
                            + " up|line)\\b|"
                            + Marks.FOREIGN)),
    /** 虚假购物、服务；包括二手交易的假担保、假客服 */
    SHOPPING(
            told("代办|包过|免考|消分|不用考试|直接录入|办证|学历提升|替考|代写|内部关系", "先(?:付|交|转)|定金|付一半|费用|尾款"),
            told(
                    "\\b(?:flat|apartment|rent(?:al)?|house|puppy|tickets?|car)\\b",
                    "\\bdeposit\\b|\\bpay (?:first|upfront|in advance)\\b|\\btransfer\\b",
                    "\\b(?:abroad|overseas|can'?t show|cannot show|mail you the keys|ship(?:ped)?"
                            + " (?:to you|after)|without viewing)\\b"),
            told(
                    "闲鱼|转转|二手|拍下|买家|卖家|店铺|下单",
                    "未开通|没开通|没有开通|未激活|冻结|担保|交易异常|无法付款|付不了|保证金|认证",
                    "联系客服|找客服|扫|保证金|开通|交[0-9]|缴|" + Marks.FOREIGN),
            told(
                    "内场票|演唱会|门票|预留|低价|内部价|特价|海关罚没|走私|免税|内部票|黄牛|代购|[一1-5二三]折|原价",
                    "定金|全款|先(?:付|转|款)|私下|不走平台|加(?:微信|QQ|我)|直接转账",
                    "转|付|加")),
    /** 冒充电商、物流客服 */
    PARCEL(
            told("快递|快件|包裹|付件|邮件", "缴|支付|[费元]", "(?:点击?|登录|打开|访问)[^。，]{0,8}" + Marks.LINK),
            told("快递|派送|快件|付件|包裹", "地址不[清详全]|派送|丢", Marks.ACCOUNT + "|加[^。，]{0,8}微信|还给我们|多打|多退"),
            told(
                    "快递|包裹|物流|商品|订单|购买的|购物|网购|店铺|质量问题|甲醛|丢失|丢了|破损|登记错|录入?错|误(?:录|将|操作)",
                    "理赔|[赔退]付|赔偿|[双两三三一1-5]倍|退款|退给|补偿|赔",
                    "加(?:我|微信|QQ|客服|企业)|企业微信|添加|扫|下载|备用金|借呗|共享|付款码|会议|卡号|通道|教您|带您|指导|按(?:我|照我)|操作|念|"
                            + Marks.ACCOUNT),
            told(
                    "\\b(?:parcel|package|delivery|shipment|item)\\b",
                    "\\b(?:held|hold|pending|failed|could"
                        + " ?n[o']t|unable|missed|unpaid|customs|redeliver\\w*|incomplete|re-?schedule|suspended|lost)\\b",
                    "\\b(?:pay|fee|confirm|update|card|click|visit|reschedule|settle|whatsapp)\\b",
                    Marks.LINK + "|\\b(?:fee|card|whatsapp)\\b")),
    /** 虚假贷款 */
    LOAN(
            told(
                    "额度|贷款|放款|借款|授信|下款|套现|网贷|提额|办卡",
                    "黑户|不看征信|无视征信|包下款|百分百|100%|强开|内部通道|秒批秒到|先(?:交|付|缴|存|转|打)[^。，]{0,10}(?:[费金税款元万千]|[0-9])|流水不足|刷流水|还款能力|先往[^。，]{0,6}(?:存|打|转)|验资|卡号(?:填)?错|填错|保证金|解冻[金费]"),
            told("额度|白条|花呗|借呗|信用卡", "套现|变现|刷出来|秒提|提额", "秒到|手续费|联系|加|先(?:付|转|交)|" + Marks.FOREIGN)),
    /** 虚假征信：注销校园贷、修复征信 */
    CREDIT(
            told(
                    "征信|逾期|不良记录|黑名单|失信|网贷|花呗|借呗",
                    "修复|洗白|铲单|消除|清除|清洗|删除|处理掉|上岸|停息|减免",
                    "费|款|加|联系|电|微信|QQ|专业|成功|天|团队|" + Marks.FOREIGN),
            told(
                    "校园贷|学生(?:贷|账户|信息|认证)|学生时期|大学期间|助学贷|注册过?[^。，]{0,6}(?:贷|白条|金条)|贷款(?:账户|额度|通道|利率)|借款(?:账户|额度|利率)|白条|金条|网贷|利率|花呗|借呗",
                    "超标|过高|注销|关闭|清零|下调|清空|清除|(?:高于|不符合?|超过|违反)国家",
                    "否则|会议|影响|配合|联系|添加|加|共享|专员|指导|办理|操作|账户|" + Marks.FOREIGN)),
    /** 冒充领导、熟人 */
    BOSS(
            told(
                    "领导|老板|书记|局长|校长|院长|主任|董事长|处长|[\\p{IsHan}]总(?![共是体数的部额会])|老同学|战友|我是你",
                    "转[^。，]{0,8}[0-9一二两三四五六七八九十百千万]|转(?:账(?!记录|明细|单|凭证|截图)|给|到|过)|打[^。，]{0,6}(?:到|给|过)|垫[付]?|借我|付[^。，]{0,6}(?:款|万)|救急|急用|周转",
                    "对外|打点|提拔|声张|不方便|在开会|开会|保密|别打电话|不要打电话|别说|别告诉|不要告诉|先别|马上|尽快|联系不上|速办|飞机上|没空|来不及|合同后补|下午还|明天还|晚点(?:还|给)|回头(?:还|给)|私人|新号|急"),
            told(
                    "\\b(?:ceo|boss|manager|director|principal|i'?m in a meeting|in a meeting)\\b",
                    "\\b(?:transfer|wire|pay|gift cards?|payment)\\b",
                    "\\b(?:meeting|confidential|discreet|urgent|quietly|can'?t talk|cannot"
                            + " talk|don'?t (?:call|tell)|keep (?:this|it)|asap|right away)\\b")),
    /** 冒充公检法、政府机关 */
    POLICE(
            told(
                    "你|您|名下|我是|这里是|我们是",
                    "通缉令|逮捕令|跨境|公安|警官|警方|稽查|警察|刑侦|经侦|刑警|检察[院官]|法院|法官|网安|专案|通管局|通信管理局|社保局|医保局|疾控|海关|出入境|大使馆|领事馆|移民局|税务局|银保监|金融监管|反诈中心",
                    "涉嫌|洗钱|涉案|通缉|逮捕|拘捕|刑拘|冻结|案件|违法|非法|犯罪|走私|违禁|冒用|贩卖|骗保|欠税|立案",
                    "安全账户|核查|监管|保密|不得|不要告诉|不能告诉|别告诉|下载|QQ|视频|笔录(?!请)|资金|转[^。，]{0,6}(?:到|账|入|至)|保证金|取保|添加|加(?:我|微信|QQ)|共享|屏蔽|飞行模式|清查|(?:不要|别|请勿|不能)挂|转接|按"
                        + " ?[0-9]|"
                            + Marks.ACCOUNT
                            + "|"
                            + Marks.LINK),
            told(
                    "\\b(?:police|fbi|irs|hmrc|customs|immigration|court|federal|embassy|officer|social"
                        + " security|tax office)\\b",
                    "\\b(?:warrant|arrest(?:ed)?|launder\\w*|investigation|illegal|suspended|case|criminal|crime|fine|overdue|owe)\\b",
                    "\\b(?:transfer|pay|gift cards?|secret|confidential|press"
                            + " 1|whatsapp|bitcoin|bond|bail|verify your|tell no|do not tell|don'?t"
                            + " tell)\\b|"
                            + Marks.LINK)),
    /** 网络婚恋、交友；杀猪盘 */
    ROMANCE(
            told(
                    "亲爱的|宝贝|宝宝|老公|老婆|缘分|爱你|想你|我们(?:的)?未来|单身|离异|海外|军官|战地|维和|医生",
                    "金融|App|平台|投资|充值?|漏洞|海关|清关|包裹|税费|机票|路费|手术费|遗产|一起赚|账户",
                    "转|充|付|交|投|赚|帮我|先|钱"),
            told(
                    "\\b(?:(?:my|hello|hi) dear|my"
                            + " (?:love|dear)|darling|honey|sweetheart|soldier|widow\\w*|oil"
                            + " rig|beautiful)\\b",
                    "\\b(?:trunk|box|gold|fund|customs|package|parcel|ticket|flight|hospital|surgery|inherit\\w*|crypto|invest\\w*|exchange|trading|visa)\\b",
                    "\\b(?:receive|you will get|send|pay|put in|deposit|transfer|fee|help"
                            + " me|money|need)\\b")),
    /** 网络游戏产品虚假交易 */
    GAME(
            told(
                    "游戏|账号|皮肤|装备|点券|代练|代充|王者|原神|吃鸡|和平精英|蛋仔|卖号|买号|防沉迷|解除限制",
                    "私下|担保|冻结|解冻|保证金|免费(?:领|送)|扫码领|解除|激活|认证|过户|低价|妈妈的手机|父母的?手机|家长的?手机",
                    "加(?:QQ|微信|我|群)|先(?:付|充|转|交)|充值?[0-9]|充[^。，]{0,4}(?:金额|相同|同样)|扫|保证金|转账|共享|验证码|付款码|密码|"
                            + Marks.ACCOUNT)),
    /** 百万保障、会员自动扣费 */
    AUTO_CHARGE(
            told(
                    "百万保障|百万医疗|保[险障]服务|商家[^。，]{0,6}服务|会员|代理商?|自动续[费保]|直播(?:功能|服务|会员)|金牌|VIP|免密支付|商户|试用|保险",
                    "扣[费除款]|每(?:月|年|个月)[^。，]{0,6}[0-9]|自动扣|扣[0-9]|续费|收费",
                    "验证[^。，]{0,8}(?:银行卡|流水|资金)|下载|共享|教您|教你|指导|带您|带你|一步步|配合(?:操作|关闭|取消)|加(?:我|微信|QQ|客服)|回拨|"
                            + Marks.ACCOUNT
                            + "|(?:致电|拨打|联系|回电)[^。，]{0,12}"
                            + Marks.PHONE
                            + "|(?:要取消|取消|关闭)[^。]{0,6}(?:就|先|需)[^。]{0,8}(?:转|钱|卡)"),
            told("百万保障", "关闭|取消|到期|开通|扣", "配合|联系|操作|会议|客服|专员|加好友|添加|共享|征信|影响")),
    /** 退票、改签 */
    TICKET(
            told(
                    "航班|机票|飞机|列车|车次|火车票|车票|高铁",
                    "取消|延误|故障|改签|退票|退改",
                    "补偿|补贴|赔[付偿]|理赔|退款|退费|返还|双倍|[0-9]{2,4} ?元",
                    "(?:联系|致电|拨打|加|添加|点击|拨|扫|登录|客服|办理)[^。]{0,16}(?:"
                            + Marks.FOREIGN
                            + "|微信|QQ|二维码|码)|下载|共享|卡号|验证码"),
            told(
                    "\\b(?:flight|booking|train)\\b",
                    "\\b(?:cancel\\w*|delay\\w*|changed)\\b",
                    "\\b(?:compensation|refund|reimburse\\w*)\\b",
                    Marks.PHONE + "|whatsapp|share|bank details|card")),
    /** 家人遇险、换号要钱 */
    FAMILY(
            told(
                    "我是[^。，]{0,8}(?:班主任|老师)|家长",
                    "资料费|报名费|培训费|班费|书本费|保险费|校服费",
                    "扫[^。，]{0,10}码(?!缴)|转(?:给|到)|新[^。，]{0,6}群",
                    "停用|今[天日]|马上|截止|尽快|现在"),
            told(
                    "手机(?:坏|丢|摔|进水|掉|被偷|没电|屏|不能|打不了|欠费)|换(?:了)?(?:新)?(?:号|手机)|号是借|借的号|新(?:手机)?号(?:码)?|(?:同学|同事|朋友|老师|室友|别人|护士|路人)的?(?:手机|号|电话|QQ|微信|平板)|借[^。，]{0,6}(?:手机|电话)|临时号",
                    "急(?:用|需|着用)?钱|(?:转|打|汇|存)[^。，]{0,8}(?:到|给我|过来|进|这)|给我(?:转|打|汇)|帮我(?:转|交|垫|付|先)|借我|转给[^。，]{0,8}(?:老师|主任|医生|教导处|教务处|财务)|先(?:转|垫|汇|打(?!电话|个|开|印|听|卡))|凑|(?:转|打|汇)"
                        + " ?[0-9一二两三四五六七八九]"),
            told(
                    "儿子|女儿|孩子|家人|老公|爸|妈|孙子|亲人",
                    "车祸|抢救|手术|住院|绑|在我手里|在我们手上|被抓|打架|出事|拘留|赔偿|培训班|补习|讲座|辅导班",
                    "(?:转|打|汇|存|凑|交(?![了过])|准备)[^。，]{0,10}(?:元|万|千|块|钱|费|过来|到)|赎|保释|学费"),
            told(
                    "\\b(?:mum|mom|dad|grandma|grandpa|nana|auntie)\\b",
                    "\\b(?:new (?:number|phone)|lost my phone|broke(?:n)? (?:my )?phone|phone (?:is"
                            + " )?(?:broken?|broke|smashed|lost)|dropped my phone|friend'?s"
                            + " phone|accident|jail|arrested|hospital)\\b",
                    "\\b(?:send|pay|transfer|lend|need|money|bill|bail|rent|whatsapp)\\b")),
    /** 冒充军警、单位采购 */
    PURCHASE(
            told(
                    "部队|武警|军区|消防|支队|后勤|食堂|采购|监狱|学校",
                    "采购|订购|订[0-9一二三几]|急需|要买|购买|代购",
                    "垫付|垫资|先垫|代购|帮[^。，]{0,6}(?:联系|订|买|采购|问|代购)|供货商|供应商|厂家",
                    "垫|转|货款|一起结|定金|订金|回扣|差价|" + Marks.FOREIGN)),
    /** 裸聊、隐私敲诈 */
    EXTORTION(
            told("网贷|逾期|欠款|借款", "上门|群发|爆?通讯录|曝光", "(?:转|打|还)[^。，]{0,10}(?:私人|个人|账户|卡)|今[天日]"),
            told(
                    "(?:照片|聊天记录|秘密|隐私)[^。，]{0,8}(?:在我手|我都有|我有)|裸聊|果聊|裸照|不雅|私密(?:照|视频|影像)|录屏|录下|偷拍|文爱|嫖|摄像头|[这你您]的?(?:段|个)?视频",
                    "通讯录|亲友|亲戚|群发|曝光|身败名裂|发(?:给|到)[^。]{0,8}(?:家|同事|好友|朋友|单位|领导|群)",
                    "(?:转|打|付)[^。]{0,8}(?:钱|款|元|万|千|块|账户)|删除|否则|不然|封口|消灾|私了|比特币"),
            told(
                    "\\b(?:recorded|webcam|hacked|nudes?|intimate|private (?:video|photos?))\\b",
                    "\\b(?:contacts|family|friends|everyone|release|publish|leak)\\b",
                    "\\b(?:pay|bitcoin|btc|send|transfer|usdt)\\b")),
    /** 中奖、补贴、积分 */
    PRIZE(
            told(
                    "中奖|抽中|[特头一二三]等奖|中了[^。，]{0,10}奖|大奖|幸运(?:用户|观众|儿)|获奖|奖品",
                    PayWords.FEES + "|卡号|密码|验证码|(?:加|添加)(?:微信|QQ|客服)|运费|公证"),
            told(
                    "补贴|补助|积分|退税|ETC|医保|社保|养老金|电子卡|营业执照|驾驶证|个税|数字人民币|津贴",
                    "失效|停用|过期|异常|冻结|领取|未认证|注销|升级|清零|到账|发放|申领|重新",
                    "卡号|银行卡号|密码|短信验证码|有效期|余额|背面|扫[^。，]{0,8}码[^。]{0,30}(?:填|银行|认证)|(?:点击?|登录|打开|复制)[^。，]{0,8}"
                            + Marks.LINK),
            told(
                    "\\b(?:won|winner|lottery|prize|selected|reward|grant|unclaimed|tax"
                            + " refund|rebate)\\b",
                    "\\b(?:claim|collect|release|receive|redeem)\\b",
                    "\\b(?:fee|tax|deposit|pay|bank details|card|ssn|processing)\\b|"
                            + Marks.LINK)),
    /** 追回被骗的钱 */
    RECOVERY(
            told(
                    "被骗|受骗|被盗|损失|诈骗",
                    "追回|挽回|追款|追损|追讨|拿回|退赔",
                    "网警|黑客|技术|先(?:付|交)|费|加(?:微信|QQ|我)|联系我|律师团队|" + Marks.FOREIGN),
            told(
                    "\\b(?:scammed|lost (?:money|funds|crypto)|stolen (?:funds|crypto))\\b",
                    "\\b(?:recover\\w*|get (?:it|your money) back)\\b",
                    "\\b(?:hacker|fee|contact|whatsapp|telegram|expert|agent)\\b|"
                            + Marks.FOREIGN)),
    /** 出租、出借账户：跑分洗钱 */
    MULE(
            told("收[^。，]{0,10}(?:卡|号)|租|借", "走[^。，]{0,4}流水|跑流水|过流水|走账|过账|押证件"),
            told(
                    "跑分|(?:租|收购|高价收|长期收|大量收|诚收|回收|求购|出租|出借)[^。，]{0,8}(?:银行卡|对公(?:账户|户)?|电话卡|手机卡|微信号|支付宝|收款码|账户|四件套)",
                    "日结|佣|元|高价|费|赚|联系|加|押金|每天|" + Marks.FOREIGN),
            told(
                    "\\b(?:receive|accept) (?:payments?|transfers?|money|funds)\\b|\\b(?:rent|use)"
                            + " your (?:bank )?account\\b",
                    "\\b(?:forward|keep|commission|percent|%|per day|paid)\\b")),
    /** 冒充别家发来的钓鱼链接 */
    PHISHING(
            told(
                    "冻结|失效|停用|过期|封停|注销|限制|异常|暂停|止付|风险|未认证|未实名|地址不[详全清]|无法派送|派送失败|滞留|未能(?:送达|投递)|欠费",
                    "认证|验证|核实|核验|解冻|解除|激活|重新|恢复|更新|签约|补全|升级|改派|支付|补缴|填写",
                    "(?:点击?|登录|登入|打开|访问|进入|复制|前往|→)[^。]{0,12}"
                            + Marks.LINK
                            + "|"
                            + Marks.LINK
                            + "[^。，]{0,8}(?:认证|验证|核实|解冻|激活|办理|更新)"),
            told(
                    "\\b(?:unpaid|outstanding|toll|suspended|locked|limited|restricted|blocked|on"
                        + " hold|unusual"
                        + " (?:activity|sign|login)|unauthori[sz]ed|deactivated|closed|disabled|suspension|failed|overdue|declined|expir\\w+)\\b",
                    "\\b(?:pay|settle|verify|confirm|unlock|restore|update|reactivate|validate|avoid|cancel)\\b",
                    Marks.LINK)),
    /** 自称客服，要换到别处说 */
    FALSE_SERVICE(
            told(
                    "[$£€] ?[0-9]|[0-9] ?(?:usd|dollars|euros|pounds)",
                    "\\b(?:purchase|charge[d]?|subscription|renewal|renewed|order)\\b",
                    "\\b(?:cancel|refund|dispute|stop)\\b",
                    "\\bcall\\b[^.]{0,12}" + Marks.PHONE),
            told(
                    "(?:我是|这里是|这边是|本人是)[^。，]{0,10}(?:客服|工作人员|专员|售后|理赔|经理|主管|中心|风控)|(?:客服|专员|售后|工作人员)(?:小[\\p{IsHan}])?[:：]|(?:为您|帮您|给您)(?:办理|处理|关闭|取消|解除|撤销|操作)",
                    "退款|退费|理赔|赔[付偿]|贷款|征信|提现|扣[费款]|账户|注销|异常|风险|冻结|盗刷|额度|保障|续费",
                    "备用金|ATM|(?:加|添加)(?:我|一下)?(?:的)?(?:企业)?(?:微信|QQ|好友|企微|Telegram|WhatsApp|"
                            + Marks.ACCOUNT
                            + ")|下载[^。]{0,14}(?:App|软件|会议|”|」)|共享|会议|卡号|扫[^。，]{0,8}码|教您|按我说|听我"),
            told(
                    "卖场|店铺|网店|订单|商品",
                    "冻结|异常|停权|下架|未(?:签署?|认证|开通|完成|通过)",
                    "加[^。，]{0,6}(?:LINE|微信|QQ|Telegram|WhatsApp)[^。，]{0,4}(?:客服|专员|"
                            + Marks.ACCOUNT
                            + ")",
                    "转账|网银|ATM|验证|操作|汇"),
            told(
                    "退款|补贴|助学金|奖学金|赔付|理赔|退税|补助|工资|中奖|扣款|免密|征信",
                    "(?:教|带|指导|告诉)[您你][^。，]{0,4}(?:怎么|操作|弄|办)|一步步|按我说|听我|配合(?:我|操作)",
                    "ATM|卡|账户|支付宝|微信|备用金|钱包|会议|App")),
    /** No one story, but its marks together. */
    OTHER();

    private final List<List<Pattern>> tellings;

    @SafeVarargs
    Fraud(List<Pattern>... tellings) {
        this.tellings = List.of(tellings);
    }

    /** The first story that the text tells completely. */
    static Optional<Fraud> toldIn(String live) {
        return Arrays.stream(values()).filter(fraud -> fraud.isToldIn(live)).findFirst();
    }

    private boolean isToldIn(String live) {
        return tellings.stream()
                .anyMatch(parts -> parts.stream().allMatch(part -> part.matcher(live).find()));
    }

    private static List<Pattern> told(String... parts) {
        return Arrays.stream(parts).map(Demands::any).toList();
    }

    /** Words that several stories share. */
    private static final class PayWords {

        private static final String FEES =
                "(?:交|缴|付|转|先)[^。，]{0,12}(?:保证金|手续费|税[金费款]?|所得税|运费|公证费|工本费|押金|激活)";
    }
}
