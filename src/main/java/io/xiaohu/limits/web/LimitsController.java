package io.xiaohu.limits.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.limits.BeforeName;
import io.xiaohu.limits.CapShown;
import io.xiaohu.limits.CoolDownShown;
import io.xiaohu.limits.LimitShown;
import io.xiaohu.limits.Limits;
import io.xiaohu.verification.AccountClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Limits")
@RestController
class LimitsController {

    /**
     * @param coolDown what is held back for a while; left out while none runs
     * @param beforeName what can be done with the money before the name is verified; left out after
     */
    record LimitsAnswer(
            @JsonProperty("class") AccountClass accountClass,
            List<LimitShown> items,
            @Nullable CoolDownShown coolDown,
            @Nullable BeforeName beforeName) {}

    /** What a class gives. */
    record ClassGives(@JsonProperty("class") AccountClass accountClass, List<CapShown> items) {}

    private final Limits limits;

    LimitsController(Limits limits) {
        this.limits = limits;
    }

    @Operation(
            summary = "Limits",
            description =
                    "What the caller may still pay today, this year or ever: cap, used, left, when"
                            + " it begins anew, and whether payments (up to which amount) and"
                            + " withdrawals count; what a cool-down after a risky change holds"
                            + " back until when; and before the name is verified how much of the"
                            + " balance can leave and how much more may be topped up.")
    @GetMapping("/api/v1/limits")
    LimitsAnswer limits(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return new LimitsAnswer(
                limits.classOf(me.customerId()),
                limits.shown(me.customerId(), locale),
                limits.coolDown(me.customerId(), locale).orElse(null),
                limits.beforeName(me.customerId()).orElse(null));
    }

    @Operation(
            summary = "What each class gives",
            description = "The caps of the payment account classes I, II and III.")
    @GetMapping("/api/v1/limits/classes")
    Page<ClassGives> classes(Locale locale) {
        return Page.last(
                Arrays.stream(AccountClass.values())
                        .map(each -> new ClassGives(each, limits.ofClass(each, locale)))
                        .toList());
    }
}
