package io.xiaohu.limits;

import io.xiaohu.kernel.Kept;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Signals;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskRule;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import io.xiaohu.limits.jdbc.RiskRuleRows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The risk rules and the list of reported payees as every payment needs them. */
@Component
class RiskInForce implements DisposableBean {

    /** The rules, and whom money must not go to, by id and by hash. */
    private record Known(List<RiskRule> rules, Set<UUID> customers, Set<String> hashes) {}

    private final RiskRuleRows rules;
    private final ReportedPayeeRows payees;
    private final Keyring keyring;
    private final Kept<Known> known;

    RiskInForce(RiskRuleRows rules, ReportedPayeeRows payees, Keyring keyring, Signals signals) {
        this.rules = rules;
        this.payees = payees;
        this.keyring = keyring;
        this.known = new Kept<>(signals, "risk", this::read);
    }

    List<RiskRule> rules() {
        return known.get().rules();
    }

    RiskRule rule(RiskCode code) {
        return rules().stream()
                .filter(rule -> rule.code() == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + code));
    }

    boolean isReported(RiskAttempt attempt) {
        Known now = known.get();
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

    /** Told in the transaction that changes something. */
    void changed() {
        known.changed();
    }

    @Override
    public void destroy() throws Exception {
        known.close();
    }

    private boolean knows(Known now, byte[] number) {
        return Arrays.stream(hashes(number)).map(RiskInForce::hex).anyMatch(now.hashes()::contains);
    }

    private Known read() {
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
                        .collect(Collectors.toSet()));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
