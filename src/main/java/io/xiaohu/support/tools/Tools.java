package io.xiaohu.support.tools;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.tools.Tool.Kind;
import io.xiaohu.support.tools.jdbc.ToolRows;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps canned answers, macros, rules and working sets: everybody's, which supervisors and
 * administrators change, and each member of staff's own, except for rules. Every change is kept
 * with what was before.
 */
@Service
public class Tools {

    private static final int MOST_SHARED = 300;
    private static final int MOST_OWN = 60;

    private final ToolRows rows;
    private final AuditTrail audit;
    private final Clock clock;

    Tools(ToolRows rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A tool as somebody wants it.
     *
     * @param shared everybody's
     * @param reason why, for the history; rules need one
     */
    public record Wanted(
            Kind kind,
            boolean shared,
            String nameZh,
            String nameEn,
            @Nullable String shortcut,
            Contents content,
            boolean enabled,
            String reason) {}

    /** Everybody's and the caller's own. */
    public List<Tool<Contents>> of(Caller.Staff me, Kind kind) {
        return rows.of(kind, me.staffId());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also for another's own
     */
    public Tool<Contents> get(Caller.Staff me, Kind kind, UUID id) {
        return rows.find(kind, id, me.staffId())
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    public List<ToolRows.Change> changes(Caller.Staff me, Kind kind, UUID id) {
        return rows.changes(get(me, kind, id).id());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_ALLOWED, BAD_INPUT, SHORTCUT_TAKEN
     */
    @Transactional
    public Tool<Contents> create(Caller.Staff me, Wanted wanted) {
        UUID owner = wanted.shared() ? null : me.staffId();
        requireRight(me, wanted.shared());
        requireWhole(wanted);
        if (rows.count(wanted.kind(), owner) >= (owner == null ? MOST_SHARED : MOST_OWN)) {
            throw Problem.of(Reason.BAD_INPUT).field("kind").exception();
        }
        Tool<Contents> tool = tool(Ids.next(), owner, wanted, 1);
        if (!rows.insert(tool)) {
            throw taken(wanted);
        }
        changed(me, "CREATED", null, tool, wanted.reason());
        return tool;
    }

    /**
     * @param seen the version the change was made from
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_ALLOWED, BAD_INPUT, SHORTCUT_TAKEN,
     *     TOOL_CHANGED
     */
    @Transactional
    public Tool<Contents> change(Caller.Staff me, UUID id, long seen, Wanted wanted) {
        Tool<Contents> before = get(me, wanted.kind(), id);
        requireRight(me, before.ownerId() == null);
        requireWhole(wanted);
        Tool<Contents> after = tool(id, before.ownerId(), wanted, seen + 1);
        switch (rows.update(after, seen)) {
            case DONE -> changed(me, "CHANGED", before, after, wanted.reason());
            case TAKEN -> throw taken(wanted);
            case STALE -> throw stale(before);
        }
        return after;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_ALLOWED, TOOL_CHANGED
     */
    @Transactional
    public void remove(Caller.Staff me, Kind kind, UUID id, long seen, String reason) {
        Tool<Contents> before = get(me, kind, id);
        requireRight(me, before.ownerId() == null);
        if (!rows.remove(id, seen)) {
            throw stale(before);
        }
        changed(me, "REMOVED", before, null, reason);
    }

    private void changed(
            Caller.Staff me,
            String what,
            @Nullable Tool<Contents> before,
            @Nullable Tool<Contents> after,
            String reason) {
        rows.changed(me, what, before, after, reason);
        Tool<Contents> tool = after == null ? before : after;
        if (tool != null) {
            audit.record(
                    me.key(),
                    "tool." + what.toLowerCase(Locale.ROOT),
                    "tool:" + tool.id(),
                    Map.of(
                            "kind", tool.kind().name(),
                            "name", tool.nameEn(),
                            "version", Long.toString(tool.version()),
                            "reason", reason));
        }
    }

    private Tool<Contents> tool(UUID id, @Nullable UUID owner, Wanted wanted, long version) {
        return new Tool<>(
                id,
                wanted.kind(),
                owner,
                wanted.nameZh(),
                wanted.nameEn(),
                wanted.shortcut(),
                wanted.content(),
                wanted.enabled(),
                version,
                clock.instant());
    }

    private static void requireRight(Caller.Staff me, boolean shared) {
        if (shared && !me.roles().contains(Role.SUPERVISOR)) {
            throw Problem.of(Reason.NOT_ALLOWED).exception();
        }
    }

    private static void requireWhole(Wanted wanted) {
        String wrong =
                switch (wanted.content()) {
                    case Contents.Answer answer -> wrongText(answer);
                    case Contents.Macro macro -> wrongAct(macro.acts());
                    case Contents.Rule rule ->
                            !wanted.shared()
                                    ? "shared"
                                    : wanted.reason().isEmpty() ? "reason" : wrongIn(rule);
                    case Contents.View view -> "";
                };
        if ((wanted.kind() == Kind.ANSWER) != (wanted.shortcut() != null)) {
            wrong = "shortcut";
        }
        if (!wrong.isEmpty()) {
            throw Problem.of(Reason.BAD_INPUT).field(wrong).exception();
        }
    }

    private static String wrongText(Contents.Answer answer) {
        if (!Variables.unknown(answer.textZh()).isEmpty()) {
            return "content.textZh";
        }
        return Variables.unknown(answer.textEn()).isEmpty() ? "" : "content.textEn";
    }

    /** What an agent writes is no feedback. */
    private static String wrongIn(Contents.Rule rule) {
        boolean ours = rule.when() == Contents.Rule.When.AGENT_WROTE;
        boolean feedback = rule.acts().stream().anyMatch(act -> act.kind() == Act.Kind.FEEDBACK);
        return ours && feedback ? "content.acts" : wrongAct(rule.acts());
    }

    private static String wrongAct(List<Act> acts) {
        for (int i = 0; i < acts.size(); i++) {
            if (!acts.get(i).hasAllItNeeds()) {
                return "content.acts[" + i + "]";
            }
        }
        return "";
    }

    private static RuntimeException taken(Wanted wanted) {
        return Problem.of(Reason.SHORTCUT_TAKEN)
                .with("shortcut", String.valueOf(wanted.shortcut()))
                .field("shortcut")
                .exception();
    }

    private static RuntimeException stale(Tool<Contents> now) {
        return Problem.of(Reason.TOOL_CHANGED).extra("version", now.version()).exception();
    }
}
