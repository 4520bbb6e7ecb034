package io.xiaohu.reasons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.kernel.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every reason happens in some table, or it is written down why nobody can make it happen. */
class EveryReasonIntegrationTests {

    private static final List<Occasions> TABLES =
            List.of(
                    new RequestReasonsIntegrationTests(),
                    new SignInReasonsIntegrationTests(),
                    new ProofReasonsIntegrationTests(),
                    new NameReasonsIntegrationTests(),
                    new PaymentReasonsIntegrationTests(),
                    new LimitReasonsIntegrationTests(),
                    new RiskReasonsIntegrationTests(),
                    new ChannelReasonsIntegrationTests(),
                    new MerchantReasonsIntegrationTests(),
                    new DeskReasonsIntegrationTests(),
                    new ReconciliationReasonsIntegrationTests(),
                    new HoursReasonsIntegrationTests(),
                    new TrustReasonsIntegrationTests(),
                    new HelpReasonsIntegrationTests(),
                    new StaffReasonsIntegrationTests(),
                    new ToolReasonsIntegrationTests());

    /** Nobody who keeps to the API can make these happen. */
    private static final Map<Reason, String> NOT_OVER_HTTP =
            Map.of(
                    Reason.INTERNAL,
                    "only a bug answers with it, and a bug that can be provoked is mended",
                    Reason.HOLD_EXPIRED,
                    "the ledger tells it to the job that ends a waiting transfer, which the payer"
                            + " reads as TRANSFER_UNCLAIMED");

    /** Made to happen by tests that need a server of their own: the class that does. */
    private static final Map<Reason, String> ELSEWHERE =
            Map.of(
                    Reason.FILE_BEING_CHECKED, "io.xiaohu.support.ScannedFilesIntegrationTests",
                    Reason.LAST_ADMIN, "io.xiaohu.staff.StaffAccountsIntegrationTests");

    @Test
    void everyReasonHasItsOccasion() {
        Set<Reason> missing = EnumSet.allOf(Reason.class);
        missing.removeAll(played());
        missing.removeAll(NOT_OVER_HTTP.keySet());
        missing.removeAll(ELSEWHERE.keySet());
        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsExcusedIsNotPlayed() {
        assertThat(played()).doesNotContainAnyElementsOf(NOT_OVER_HTTP.keySet());
        assertThat(NOT_OVER_HTTP).hasSizeLessThan(5);
    }

    @Test
    void whatHappensElsewhereHasItsTest() {
        ELSEWHERE
                .values()
                .forEach(test ->
                        assertThatCode(() -> Class.forName(test))
                                .as(test)
                                .doesNotThrowAnyException());
    }

    private static Set<Reason> played() {
        return TABLES.stream()
                .flatMap(table -> table.occasions().stream())
                .map(Occasion::reason)
                .collect(Collectors.toSet());
    }
}
