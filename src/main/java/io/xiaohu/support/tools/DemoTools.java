package io.xiaohu.support.tools;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import io.xiaohu.support.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The canned answers and the macro a demo begins with, so that an agent's first / finds some. */
@Component
@Profile("demo")
@Order(3)
class DemoTools implements ApplicationRunner {

    private static final String WHY = "demo";

    private final Tools tools;
    private final StaffMembers staff;
    private final boolean wanted;

    DemoTools(
            Tools tools, StaffMembers staff, @Value("${xiaohu.demo.people:true}") boolean wanted) {
        this.tools = tools;
        this.staff = staff;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<StaffMember> leads = wanted ? staff.withAnyOf(Set.of(Role.SUPERVISOR)) : List.of();
        if (leads.isEmpty()) {
            return;
        }
        StaffMember lead = leads.getFirst();
        Caller.Staff me = new Caller.Staff(lead.id(), Ids.next(), lead.displayName(), lead.roles());
        if (!tools.of(me, Tool.Kind.ANSWER).isEmpty()) {
            return;
        }
        answer(
                me,
                "hello",
                "问好",
                "Hello",
                "您好，我是客服{agent}，正在看您的情况，请稍等。",
                "Hello, this is {agent}. I am looking at your case, one moment please.",
                null);
        answer(
                me,
                "checking",
                "正在和银行核实",
                "Checking with the bank",
                "{subject}（{amount}）还在和银行核实。核实期间这笔钱留在原处，不会丢，也不会重复扣；有结果会马上通知您。",
                "{subject} ({amount}) is being checked with the bank. Meanwhile the money stays"
                        + " where it is; it is neither lost nor taken twice. You are told at once.",
                Topic.TOP_UP);
        answer(
                me,
                "codes",
                "验证码不给任何人",
                "Codes for nobody",
                "提醒您：我们不会向您索要密码、支付密码或验证码。谁问都别给，包括自称客服的人。",
                "A reminder: we never ask for your password, payment PIN or codes. Give them to"
                        + " nobody, whoever they say they are.",
                Topic.PHISHING);
        answer(
                me,
                "bye",
                "道别",
                "Goodbye",
                "还有别的可以帮您吗？没有的话，我先结束这次会话；您随时可以接着写。",
                "Is there anything else? If not, I will end this conversation; write again at any"
                        + " time and it goes on here.",
                null);
        tools.create(
                me,
                new Tools.Wanted(
                        Tool.Kind.MACRO,
                        true,
                        "等银行答复",
                        "Waiting for the bank",
                        null,
                        new Contents.Macro(
                                List.of(
                                        act(
                                                Act.Kind.REPLY,
                                                "银行还没有最后答复。您不用做什么，有结果我们会在这里告诉您。",
                                                "The bank has not answered for good. There is"
                                                        + " nothing you need to do; we tell you"
                                                        + " here as soon as it has.",
                                                null),
                                        act(Act.Kind.TAG, null, null, List.of("等银行")))),
                        true,
                        WHY));
    }

    private static Act act(
            Act.Kind kind, @Nullable String zh, @Nullable String en, @Nullable List<String> tags) {
        return new Act(kind, zh, en, tags, null, null, null);
    }

    private void answer(
            Caller.Staff me,
            String shortcut,
            String nameZh,
            String nameEn,
            String textZh,
            String textEn,
            @Nullable Topic topic) {
        tools.create(
                me,
                new Tools.Wanted(
                        Tool.Kind.ANSWER,
                        true,
                        nameZh,
                        nameEn,
                        shortcut,
                        new Contents.Answer(textZh, textEn, topic),
                        true,
                        WHY));
    }
}
