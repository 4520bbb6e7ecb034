package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
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

/** The rows of members. */
@Repository
public class Members implements StaffMembers {

    private static final String COLUMNS =
            """
            select id, username, display_name, roles, password_hash, totp_secret, totp_last_step,
                disabled_at
            from staff.member
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String FIND_BY_NAME = COLUMNS + "where username = :username";

    private static final String WITH_ANY_OF =
            """
            select id, username, display_name, roles
            from staff.member
            where roles && :roles::text[]
            and disabled_at is null
            order by display_name, id
            """;

    private static final String INSERT =
            """
            insert into staff.member (id, username, display_name, roles, created_at)
            values (:id, :username, :name, :roles, :now)
            on conflict (username) do nothing
            """;

    private static final String SET_PASSWORD =
            "update staff.member set password_hash = :hash where id = :id";

    private static final String SET_SECRET =
            "update staff.member set totp_secret = :secret, totp_last_step = 0 where id = :id";

    /** A step counts once: of two that use it at the same moment, one finds it taken. */
    private static final String USE_STEP =
            """
            update staff.member
            set totp_last_step = :step
            where id = :id
            and totp_last_step < :step
            """;

    private static final String RENAME =
            """
            update staff.member
            set username = :username
            where id = :id
            and not exists (
                select from staff.member other
                where other.username = :username
                and other.id <> :id)
            """;

    /** A member with what signing in needs. */
    public record Account(
            StaffMember member,
            @Nullable String passwordHash,
            byte @Nullable [] totpSecret,
            long totpLastStep,
            @Nullable Instant disabledAt) {

        /** A secret with no step used yet is one whose enrolment was not confirmed. */
        public boolean hasTwoFactor() {
            return totpSecret != null && totpLastStep > 0;
        }
    }

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    Members(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    @Override
    public Optional<StaffMember> find(UUID id) {
        return account(id).map(Account::member);
    }

    @Override
    public List<StaffMember> withAnyOf(Set<Role> roles) {
        return sql.sql(WITH_ANY_OF)
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .query((row, n) ->
                        new StaffMember(
                                row.getObject("id", UUID.class),
                                row.getString("username"),
                                row.getString("display_name"),
                                roles(row)))
                .list();
    }

    public Optional<Account> account(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::read).optional();
    }

    public Optional<Account> account(String username) {
        return sql.sql(FIND_BY_NAME).param("username", username).query(this::read).optional();
    }

    /**
     * @return the new member's id; empty when the name is taken
     */
    public Optional<UUID> insert(String username, String displayName, Collection<Role> roles) {
        UUID id = Ids.next();
        int rows =
                sql.sql(INSERT)
                        .param("id", id)
                        .param("username", username)
                        .param("name", displayName)
                        .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        return rows == 1 ? Optional.of(id) : Optional.empty();
    }

    public void setPassword(UUID id, String hash) {
        requireOne(sql.sql(SET_PASSWORD).param("id", id).param("hash", hash).update());
    }

    public void setSecret(UUID id, byte[] secret) {
        byte[] sealed = keyring.seal(Keyring.Purpose.SECOND_FACTOR, secret, context(id));
        requireOne(sql.sql(SET_SECRET).param("id", id).param("secret", sealed).update());
    }

    /** Uses a step up; false when it was used already. */
    public boolean useStep(UUID id, long step) {
        return sql.sql(USE_STEP).param("id", id).param("step", step).update() == 1;
    }

    /** Takes another user name; false when somebody has it. */
    public boolean rename(UUID id, String username) {
        return sql.sql(RENAME).param("id", id).param("username", username).update() == 1;
    }

    private Account read(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("totp_secret");
        return new Account(
                new StaffMember(
                        id, row.getString("username"), row.getString("display_name"), roles(row)),
                row.getString("password_hash"),
                sealed == null
                        ? null
                        : keyring.open(Keyring.Purpose.SECOND_FACTOR, sealed, context(id)),
                row.getLong("totp_last_step"),
                at(row, "disabled_at"));
    }

    static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        return Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet());
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("no such member of staff");
        }
    }
}
