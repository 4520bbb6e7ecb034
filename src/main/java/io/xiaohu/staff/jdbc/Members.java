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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of members. */
@Repository
public class Members implements StaffMembers {

    private static final String COLUMNS =
            """
            select id, username, display_name, roles, password_hash, totp_secret, totp_last_step,
                locks, locked_until
            from staff.member
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String FIND_BY_NAME = COLUMNS + "where username = :username";

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

    private static final String COUNT_WRONG =
            "update staff.member set wrong = wrong + 1 where id = :id returning wrong";

    private static final String LOCK =
            """
            update staff.member
            set wrong = 0, locks = locks + 1, locked_until = :until
            where id = :id
            """;

    private static final String CLEAR =
            "update staff.member set wrong = 0, locks = 0, locked_until = null where id = :id";

    /** A member with what signing in needs. */
    public record Account(
            StaffMember member,
            @Nullable String passwordHash,
            byte @Nullable [] totpSecret,
            long totpLastStep,
            int locks,
            @Nullable Instant lockedUntil) {}

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

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int countWrong(UUID id) {
        return sql.sql(COUNT_WRONG).param("id", id).query(Integer.class).single();
    }

    public void lock(UUID id, Instant until) {
        requireOne(
                sql.sql(LOCK)
                        .param("id", id)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .update());
    }

    public void clear(UUID id) {
        requireOne(sql.sql(CLEAR).param("id", id).update());
    }

    private Account read(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String[] roles = (String[]) row.getArray("roles").getArray();
        Set<Role> roleSet = Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet());
        byte[] sealed = row.getBytes("totp_secret");
        OffsetDateTime until = row.getObject("locked_until", OffsetDateTime.class);
        return new Account(
                new StaffMember(
                        id, row.getString("username"), row.getString("display_name"), roleSet),
                row.getString("password_hash"),
                sealed == null
                        ? null
                        : keyring.open(Keyring.Purpose.SECOND_FACTOR, sealed, context(id)),
                row.getLong("totp_last_step"),
                row.getInt("locks"),
                until == null ? null : until.toInstant());
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
