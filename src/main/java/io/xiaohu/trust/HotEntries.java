package io.xiaohu.trust;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.trust.HotEntry.Source;
import io.xiaohu.trust.core.HotKeys;
import io.xiaohu.trust.core.HotLines;
import io.xiaohu.trust.core.OwnTexts;
import io.xiaohu.trust.jdbc.HotRows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The hot list: what staff know to be fraud. An entry is in force for every check on every server
 * from the commit that writes it on. Nothing of ours can be put on it.
 */
@Service
public class HotEntries {

    /** All are compared with every text that is checked. */
    static final int MOST = 20_000;

    private static final int SHOWN = 200;

    private final HotRows rows;
    private final TrustChecks checks;
    private final AuditTrail audit;
    private final Clock clock;

    HotEntries(HotRows rows, TrustChecks checks, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.checks = checks;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody wants on the list. */
    public record Wanted(HotKind kind, String value, String why) {}

    /** Something of a report that could go on the list. */
    public record Suggested(HotKind kind, String value) {}

    /** A line of an import that was not taken. */
    public record Refused(int line, String text, Why why) {}

    /** Why a line was not taken. */
    public enum Why {
        /** It is none of the things the list has. */
        UNREADABLE,
        /** It is longer than any entry. */
        TOO_LONG,
        /** It is ours, or would hit what is ours. */
        OURS
    }

    /** What came of an import. */
    public record Imported(int added, int there, List<Refused> refused) {}

    /** The newest 200 that are in force, or that were; with words to look for. */
    public List<HotEntry> list(boolean inForce, String q) {
        return rows.list(inForce, q, SHOWN);
    }

    /**
     * Puts something on the list; what is on it already stays as it is.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when the value is no such thing,
     *     HOT_ENTRY_OURS, TOO_MANY_REQUESTS when the list is full
     */
    @Transactional
    public HotEntry add(Caller.Staff me, Wanted wanted) {
        return put(me, wanted, Source.STAFF, null);
    }

    HotEntry put(Caller.Staff me, Wanted wanted, Source source, @Nullable UUID report) {
        String key =
                HotKeys.of(wanted.kind(), wanted.value())
                        .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field("value").exception());
        if (isOurs(wanted.kind(), key)) {
            throw Problem.of(Reason.HOT_ENTRY_OURS).field("value").exception();
        }
        requireRoom(1);
        HotEntry entry = entry(me, wanted, source, report);
        if (!rows.add(entry, key, me.staffId())) {
            return rows.inForce(wanted.kind(), key).orElseThrow();
        }
        checks.changed();
        note(me, "hot-entry.added", entry);
        return entry;
    }

    /**
     * Takes every line that can be read; what cannot is told by its number, and stops no other.
     *
     * @param why what is known of those lines that say nothing themselves
     * @throws io.xiaohu.kernel.ProblemException BODY_TOO_LARGE for more lines than one import
     *     takes, TOO_MANY_REQUESTS when the list has no room for them
     */
    @Transactional
    public Imported addAll(Caller.Staff me, String file, String why) {
        List<HotLines.Line> lines = HotLines.read(file);
        requireRoom(lines.size());
        List<Refused> refused = new ArrayList<>();
        int added = 0;
        int there = 0;
        for (HotLines.Line line : lines) {
            HotKind kind = line.kind();
            Why not = whyNot(line, kind);
            if (kind == null || not != null) {
                refused.add(
                        new Refused(
                                line.number(), line.shown(), not == null ? Why.UNREADABLE : not));
                continue;
            }
            Wanted wanted = new Wanted(kind, line.value(), line.why().isEmpty() ? why : line.why());
            String key = HotKeys.of(kind, line.value()).orElseThrow();
            if (rows.add(entry(me, wanted, Source.IMPORT, null), key, me.staffId())) {
                added++;
            } else {
                there++;
            }
        }
        checks.changed();
        audit.record(
                me.key(),
                "hot-list.imported",
                "hot-list",
                Map.of(
                        "added", Integer.toString(added),
                        "there", Integer.toString(there),
                        "refused", Integer.toString(refused.size()),
                        "why", why));
        return new Imported(added, there, refused);
    }

    /**
     * Takes an entry off the list.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not in force
     */
    @Transactional
    public HotEntry remove(Caller.Staff me, UUID id, String why) {
        if (!rows.remove(id, me.name(), why)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        checks.changed();
        HotEntry entry = rows.find(id).orElseThrow();
        note(me, "hot-entry.removed", entry);
        return entry;
    }

    private @Nullable Why whyNot(HotLines.Line line, @Nullable HotKind kind) {
        if (line.isTooLong()) {
            return Why.TOO_LONG;
        }
        String key = kind == null ? null : HotKeys.of(kind, line.value()).orElse(null);
        if (kind == null || key == null) {
            return Why.UNREADABLE;
        }
        return isOurs(kind, key) ? Why.OURS : null;
    }

    private boolean isOurs(HotKind kind, String key) {
        return OwnTexts.areHitBy(kind, key, checks.official());
    }

    private void requireRoom(int more) {
        if (rows.lockAndCount() + more > MOST) {
            throw Problem.of(Reason.TOO_MANY_REQUESTS).exception();
        }
    }

    private HotEntry entry(Caller.Staff me, Wanted wanted, Source source, @Nullable UUID report) {
        return new HotEntry(
                Ids.next(),
                wanted.kind(),
                wanted.value().strip(),
                wanted.why(),
                source,
                report,
                me.name(),
                clock.instant(),
                null);
    }

    private void note(Caller.Staff me, String action, HotEntry entry) {
        audit.record(
                me.key(),
                action,
                "hot-entry:" + entry.id(),
                Map.of(
                        "kind", entry.kind().name(),
                        "value", entry.value(),
                        "why", entry.removal() == null ? entry.why() : entry.removal().why()));
    }
}
