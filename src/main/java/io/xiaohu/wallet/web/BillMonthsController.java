package io.xiaohu.wallet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Caller;
import io.xiaohu.wallet.BillMonths;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Bills")
@RestController
class BillMonthsController {

    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
    private static final YearMonth LATEST = YearMonth.of(2199, 12);

    private final BillMonths months;

    BillMonthsController(BillMonths months) {
        this.months = months;
    }

    @Operation(
            summary = "A month of bills in sums",
            description =
                    "What came and went on each day of a month such as 2026-11, in Asia/Shanghai,"
                            + " and by kind, of what was booked: what failed or is under way is"
                            + " not in it.")
    @GetMapping("/api/v1/movement-months/{month}")
    BillMonths.BillMonth month(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable @Size(max = 10) String month,
            @RequestParam(defaultValue = "CNY") @Size(max = 10) String asset,
            Locale locale) {
        Asset known =
                Asset.ofCode(asset)
                        .orElseThrow(() -> WantedMovements.wrong("asset", "filter.asset", locale));
        return months.month(me.customerId(), month(month, locale), known);
    }

    private static YearMonth month(String text, Locale locale) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.isBefore(EARLIEST) || month.isAfter(LATEST)) {
                throw WantedMovements.wrong("month", "filter.month", locale);
            }
            return month;
        } catch (DateTimeException e) {
            throw WantedMovements.wrong("month", "filter.month", locale);
        }
    }
}
