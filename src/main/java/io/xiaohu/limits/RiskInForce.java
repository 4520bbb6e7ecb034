package io.xiaohu.limits;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Signals;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskRule;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import io.xiaohu.limits.jdbc.RiskRuleRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The risk rules and the list of reported payees as every payment needs them: read once, and again
 * when some server says that they were changed, or after half a minute in case that was not heard.
 */
@Component
class RiskInForce implements DisposableBean {

    private static final String TOPIC = "risk";
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    /** The rules, and whom money must not go to, by id and by hash. */
    private record Known(
            List<RiskRule> rules, Set<UUID> customers, Set<String> hashes, long readAt) {}

    private final RiskRuleRows rules;
    private final ReportedPayeeRows payees;
    private final Keyring keyring;
    private final Signals signals;
    private final AutoCloseable listening;
    private volatile @Nullable Known known;

    RiskInForce(RiskRuleRows rules, ReportedPayeeRows payees, Keyring keyring, Signals signals) {
        this.rules = rules;
        this.payees = payees;
        this.keyring = keyring;
        this.signals = signals;
        this.listening = signals.listen(TOPIC, key -> known = null);
    }

    List<RiskRule> rules() {
        return known().rules();
    }

    RiskRule rule(RiskCode code) {
        return rules().stream()
                .filter(rule -> rule.code() == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + code));
    }

    boolean isReported(RiskAttempt attempt) {
        Known now = known();
        if (attempt.payee() != null && now.customers().contains(attempt.payee())) {
            return true;
        }
        if (now.hashes().isEmpty()) {
            return false;
        }
        Phone phone = attempt.phone();
        String card = attempt.card();
        return phone != null && knows(now, phone.bytes())
                || card != null && knows(now, ofCard(card));
    }

    /** A phone's or a card's hash as it is listed now. */
    byte[] hash(byte[] number) {
        return keyring.mac(Keyring.Purpose.PHONE_INDEX, number);
    }

    /** Under every key, for what an older one filed. */
    byte[][] hashes(byte[] number) {
        return keyring.allMacs(Keyring.Purpose.PHONE_INDEX, number);
    }

    /** Never the same as a phone's. */
    static byte[] ofCard(String number) {
        return ("card " + number).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Told in the transaction that changes something: this server reads it anew at once after the
     * commit, the others when they hear of it.
     */
    void changed() {
        signals.sendChange(TOPIC, "rules");
    }

    @Override
    public void destroy() throws Exception {
        listening.close();
    }

    private boolean knows(Known now, byte[] number) {
        return Arrays.stream(hashes(number)).map(RiskInForce::hex).anyMatch(now.hashes()::contains);
    }

    private Known known() {
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > KEPT_NANOS) {
            now = read();
            known = now;
        }
        return now;
    }

    private Known read() {
        long readAt = System.nanoTime();
        List<ReportedPayee> listed = payees.listed();
        return new Known(
                rules.read(),
                listed.stream()
                        .map(ReportedPayee::customerId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                listed.stream()
                        .map(ReportedPayee::hash)
                        .filter(Objects::nonNull)
                        .map(RiskInForce::hex)
                        .collect(Collectors.toSet()),
                readAt);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
