package io.xiaohu.help;

import tools.jackson.databind.json.JsonMapper;

/** What an editor sends. */
final class HelpTexts {

    static final String BODY =
            "先确认您用的是官方的小狐钱包。然后打开[我的余额](/app/bills)看看这笔钱在不在。"
                    + "如果钱还在，说明没有扣款；如果已经扣了，一般两分钟内到账。"
                    + "两分钟后还没有到，请在那笔账单里点“问客服”，我们会查清楚再告诉您结果，"
                    + "在此之前不用再付一次。失败的付款会全部退回余额。";

    private HelpTexts() {}

    static String begin(String slug, String title, String body) {
        return "{\"slug\":\"%s\",\"language\":\"zh\",\"text\":%s,\"note\":\"\"}"
                .formatted(slug, text(title, body));
    }

    static String save(int revision, String title, String body) {
        return "{\"revision\":%d,\"text\":%s,\"note\":\"改标题\"}"
                .formatted(revision, text(title, body));
    }

    private static String text(String title, String body) {
        JsonMapper json = JsonMapper.shared();
        return """
        {"title":%s,"topic":"PAYMENT","asks":["怎么办","在外面怎么付","出门怎么付钱"],\
        "related":["fees"],"body":%s}\
        """
                .formatted(json.writeValueAsString(title), json.writeValueAsString(body));
    }
}
