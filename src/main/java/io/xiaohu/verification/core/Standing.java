package io.xiaohu.verification.core;

import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.IdentityCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class somebody's checks are good for.
 *
 * @param until when it falls if nothing is done; null when nothing ends it
 */
public record Standing(AccountClass accountClass, @Nullable Instant until) {

    /**
     * What a class needs (中国人民银行公告〔2015〕第43号, article 11): name and number confirmed with this many
     * independent checks in all; or, where that is enough, having met staff.
     */
    public record Need(AccountClass accountClass, int checks, boolean faceToFace) {}

    public static final List<Need> NEEDS =
            List.of(
                    new Need(AccountClass.III, 5, true),
                    new Need(AccountClass.II, 3, false),
                    new Need(AccountClass.I, 0, false));

    /** An identity card ends with a day in China. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static Standing of(Collection<IdentityCheck> checks, Instant now) {
        AccountClass today = classAt(checks, now);
        Instant until =
                ends(checks)
                        .filter(end -> end.isAfter(now))
                        .filter(end -> classAt(checks, end).compareTo(today) < 0)
                        .findFirst()
                        .orElse(null);
        return new Standing(today, until);
    }

    /** The kinds of which a check counts at this moment. */
    public static Set<CheckKind> held(Collection<IdentityCheck> checks, Instant at) {
        Set<CheckKind> kinds = EnumSet.noneOf(CheckKind.class);
        checks.stream().filter(check -> check.holdsAt(at)).forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    /** When the day is over. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private static AccountClass classAt(Collection<IdentityCheck> checks, Instant at) {
        Set<CheckKind> kinds = held(checks, at);
        if (isDocumentOver(checks, at)
                || !(kinds.contains(CheckKind.IDENTITY_NUMBER)
                        || kinds.contains(CheckKind.FACE_TO_FACE))) {
            return AccountClass.I;
        }
        boolean met = kinds.remove(CheckKind.FACE_TO_FACE);
        return NEEDS.stream()
                .filter(need -> kinds.size() >= need.checks() || need.faceToFace() && met)
                .findFirst()
                .orElseThrow()
                .accountClass();
    }

    /** Of several cards the one that was shown last counts. */
    private static boolean isDocumentOver(Collection<IdentityCheck> checks, Instant at) {
        return checks.stream()
                .filter(check -> check.state() == IdentityCheck.State.PASSED)
                .filter(check -> check.kind() == CheckKind.DOCUMENT)
                .max(Comparator.comparing(IdentityCheck::askedAt))
                .map(IdentityCheck::documentUntil)
                .filter(day -> !endOf(day).isAfter(at))
                .isPresent();
    }

    private static Stream<Instant> ends(Collection<IdentityCheck> checks) {
        return Stream.concat(
                        checks.stream().map(IdentityCheck::validUntil).filter(Objects::nonNull),
                        checks.stream()
                                .map(IdentityCheck::documentUntil)
                                .filter(Objects::nonNull)
                                .map(Standing::endOf))
                .sorted();
    }
}
