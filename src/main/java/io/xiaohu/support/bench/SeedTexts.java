package io.xiaohu.support.bench;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Lines as customers write them: words of care first and, behind them, tens of thousands of others
 * made of the 3,755 common characters of GB 2312, each half as likely as one of half its rank
 * (Zipf).
 */
final class SeedTexts {

    private static final String[] CARE =
            ("的 我 了 您 是 在 吗 请问 你好 您好 怎么 没有 可以 谢谢 已经 还是 时候 为什么 现在 什么 "
                            + "充值 提现 到账 转账 余额 退款 失败 订单 银行卡 手机 验证码 密码 登录 账户 冻结 解冻 "
                            + "客服 人工 处理 查询 核实 银行 支付 付款 收款 商家 扣款 多久 今天 昨天 明天 小时 "
                            + "分钟 金额 限额 实名 认证 身份证 照片 上传 审核 通过 拒绝 原因 凭证 截图 交易 记录 "
                            + "流水 手续费 红包 优惠 活动 绑定 解绑 更换 号码 短信 收不到 网络 重试 更新 版本 "
                            + "安全 风险 诈骗 陌生 链接 举报 投诉 建议 帮忙 着急 等待 稍等 马上 尽快 工作日 周末 "
                            + "抱歉 理解 感谢 祝您 生活愉快 还有 其他 问题 解决 申请 争议 证据 提交 结果 通知 "
                            + "微信 支付宝 云闪付 网商 招商 建设 工商 农业 中国 邮政 交通 浦发 中信 光大 民生 平安")
                    .split(" ");

    private static final int WORDS = 40_000;
    private static final int COMMON_CHARACTERS = 3_755;
    private static final int RARE_FROM = 25_000;
    private static final long SEED = 20_260_101L;
    private static final int LEAST_WORDS = 3;
    private static final int MORE_WORDS = 11;

    private final String[] words;
    private final double[] upTo;

    SeedTexts() {
        SplittableRandom random = new SplittableRandom(SEED);
        String characters = common();
        Set<String> all = new LinkedHashSet<>(List.of(CARE));
        while (all.size() < WORDS) {
            StringBuilder word = new StringBuilder();
            for (int left = 2 + random.nextInt(2); left > 0; left--) {
                word.append(characters.charAt(random.nextInt(characters.length())));
            }
            all.add(word.toString());
        }
        words = all.toArray(String[]::new);
        upTo = new double[WORDS];
        double sum = 0;
        for (int rank = 0; rank < WORDS; rank++) {
            sum += 1.0 / (rank + 3);
            upTo[rank] = sum;
        }
    }

    /** The characters of rows 16 to 55. */
    private static String common() {
        Charset charset = Charset.forName("GB2312");
        StringBuilder all = new StringBuilder();
        for (int row = 0xB0; row <= 0xD7; row++) {
            for (int cell = 0xA1; cell <= 0xFE; cell++) {
                all.append(new String(new byte[] {(byte) row, (byte) cell}, charset));
            }
        }
        return all.substring(0, COMMON_CHARACTERS);
    }

    String line(SplittableRandom random) {
        StringBuilder line = new StringBuilder(48);
        for (int left = LEAST_WORDS + random.nextInt(MORE_WORDS); left > 0; left--) {
            line.append(word(random));
            if (random.nextInt(4) == 0) {
                line.append(left == 1 ? "。" : "，");
            }
        }
        switch (random.nextInt(12)) {
            case 0 -> line.append(random.nextInt(5_000)).append(".0").append(random.nextInt(10));
            case 1 -> line.append(" 单号").append(8_800_000_000L + random.nextInt(1_000_000_000));
            case 2 -> line.append(" App");
            case 3 -> line.append("🙏");
            default -> {}
        }
        return line.toString();
    }

    String word(SplittableRandom random) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
        return words[Math.min(WORDS - 1, at < 0 ? -at - 1 : at)];
    }

    /** One of the hundred most common of two characters. */
    String common(SplittableRandom random) {
        List<String> two = Stream.of(CARE).filter(word -> word.length() == 2).limit(100).toList();
        return two.get(random.nextInt(two.size()));
    }

    String rare(SplittableRandom random) {
        return words[RARE_FROM + random.nextInt(WORDS - RARE_FROM)];
    }
}
