package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is changed of members: drafts that wait for a second person, and what is done to the row.
 */
@Repository
public class MemberChanges {

    private static final String LIST =
            """
            select m.id, m.username, m.display_name, m.roles, m.created_at, m.disabled_at,
                m.disabled_reason, by.display_name as disabled_by_name,
                m.password_hash is not null as has_password,
                m.totp_secret is not null and m.totp_last_step > 0 as has_two_factor,
                (select max(s.seen_at) from staff.session s where s.member_id = m.id) as seen_at
            from staff.member m
            left join staff.member by on by.id = m.disabled_by
            order by m.disabled_at is not null, m.display_name, m.id
            """;

    private static final String DRAFT =
            """
            insert into staff.member_change (
                id, member_id, act, roles_before, roles_after, drafted_by, drafted_at)
            values (:id, :member, :act, :before, :after, :by, :at)
            """;

    private static final String FIND =
            """
            select id, member_id, act, roles_before, roles_after, applied_at
            from staff.member_change
            where id = :id
            """;

    private static final String APPLIED =
            """
            update staff.member_change
            set applied_at = :now
            where id = :id
            and applied_at is null
            """;

    private static final String SET_ROLES =
            """
            update staff.member
            set roles = :after
            where id = :id
            and roles <@ cast(:before as text[])
            and roles @> cast(:before as text[])
            """;

    private static final String DISABLE =
            """
            update staff.member
            set disabled_at = :now, disabled_by = :by, disabled_reason = :reason
            where id = :id
            and disabled_at is null
            """;

    private static final String RESTORE =
            """
            update staff.member
            set disabled_at = null, disabled_by = null, disabled_reason = null
            where id = :id
            and disabled_at is not null
            """;

    private static final String FORGET_FACTORS =
            """
            update staff.member
            set password_hash = null, totp_secret = null, totp_last_step = 0
            where id = :id
            """;

    /** In the order of their ids: of two who shut each other out, one waits for the other. */
    private static final String LOCK_ADMINS =
            """
            select id
            from staff.member
            where 'ADMIN' = any (roles)
            and disabled_at is null
            and password_hash is not null
            order by id
            for update
            """;

    /** What may be changed of a member. */
    public enum Act {
        ROLES,
        RESTORE,
        RESET_TWO_FACTOR
    }

    /** A draft. */
    public record Change(
            UUID id, UUID member, Act act, Set<Role> before, Set<Role> after, boolean applied) {}

    /** A member as who keeps the accounts sees them. */
    public record Line(
            UUID id,
            String username,
            String displayName,
            Set<Role> roles,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable String disabledBy,
            @Nullable String disabledReason,
            boolean hasPassword,
            boolean hasTwoFactor,
            @Nullable Instant seenAt) {}

    private final JdbcClient sql;
    private final Clock clock;

    MemberChanges(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<Line> list() {
        return sql.sql(LIST)
                .query((row, n) ->
                        new Line(
                                row.getObject("id", UUID.class),
                                row.getString("username"),
                                row.getString("display_name"),
                                Members.roles(row),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                Members.at(row, "disabled_at"),
                                row.getString("disabled_by_name"),
                                row.getString("disabled_reason"),
                                row.getBoolean("has_password"),
                                row.getBoolean("has_two_factor"),
                                Members.at(row, "seen_at")))
                .list();
    }

    public void draft(Change change, UUID by, Instant at) {
        sql.sql(DRAFT)
                .param("id", change.id())
                .param("member", change.member())
                .param("act", change.act().name())
                .param("before", names(change.before()))
                .param("after", names(change.after()))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Change> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(MemberChanges::read).optional();
    }

    /** False when it was done already. */
    public boolean applied(UUID id) {
        return sql.sql(APPLIED).param("id", id).param("now", OffsetDateTime.now(clock)).update()
                == 1;
    }

    /** False when the roles are not those from before any more. */
    public boolean setRoles(UUID member, Set<Role> before, Set<Role> after) {
        return sql.sql(SET_ROLES)
                        .param("id", member)
                        .param("before", names(before))
                        .param("after", names(after))
                        .update()
                == 1;
    }

    /** False when they were shut out already. */
    public boolean disable(UUID member, UUID by, String reason) {
        return sql.sql(DISABLE)
                        .param("id", member)
                        .param("by", by)
                        .param("reason", reason)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** False when they are not shut out. */
    public boolean restore(UUID member) {
        return sql.sql(RESTORE).param("id", member).update() == 1;
    }

    /** Until they take up a new link, nobody signs in as them. */
    public void forgetFactors(UUID member) {
        if (sql.sql(FORGET_FACTORS).param("id", member).update() != 1) {
            throw new IllegalStateException("no such member of staff");
        }
    }

    /** Those who can act as administrators now; they stay as they are until the commit. */
    public List<UUID> lockAdmins() {
        return sql.sql(LOCK_ADMINS).query((row, n) -> row.getObject("id", UUID.class)).list();
    }

    private static String[] names(Collection<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    private static Change read(ResultSet row, int n) throws SQLException {
        return new Change(
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                Act.valueOf(row.getString("act")),
                roles(row.getArray("roles_before")),
                roles(row.getArray("roles_after")),
                row.getObject("applied_at") != null);
    }

    private static Set<Role> roles(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }
}
