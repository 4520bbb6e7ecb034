package io.xiaohu.payment.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.payment.core.HeldTransfer;
import io.xiaohu.payment.core.HeldTransfer.GivenBackFor;
import io.xiaohu.payment.core.HeldTransfer.State;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of transfers that wait for somebody to register. Their times are the database's, as the
 * ledger's are: a hold and its row run out at the same moment.
 */
@Repository
public class HeldTransfers {

    /** How long whoever looks at one has it alone. */
    public static final Duration LEASE = Duration.ofSeconds(12);

    private static final String COLUMNS =
            """
            id, payer_id, phone, amount, asset, language, state, payee_id, balance_after,
            created_at, expires_at, ended_at, review_until, given_back_for
            """;

    /** A repeat of a call that died before its money was held goes on with the same row. */
    private static final String INSERT =
            """
            insert into payment.held_transfer (
                id, payer_id, phone_index, phone, amount, asset, language, state, payee_id,
                review_until, created_at, expires_at, next_at)
            values (
                :id, :payer, :index, :phone, :amount, :asset, :language, 'CREATED', :payee,
                :reviewUntil::timestamptz, now(),
                coalesce(:reviewUntil::timestamptz + interval '1 hour', now()) + make_interval(secs => :held),
                now() + make_interval(secs => :lease))
            on conflict (id) do nothing
            """;

    private static final String FIND =
            "select " + COLUMNS + " from payment.held_transfer where id = :id";

    private static final String FIND_ALL =
            "select " + COLUMNS + " from payment.held_transfer where id = any (:ids)";

    private static final String MOVE =
            """
            update payment.held_transfer
            set state = :to,
                payee_id = coalesce(:payee, payee_id),
                balance_after = coalesce(:balance, balance_after),
                given_back_for = coalesce(:givenBackFor, given_back_for),
                ended_at = case when :ended then now() end,
                next_at = case when not :ended then
                    least(
                        now() + make_interval(secs => :next),
                        case
                            when :to = 'AWAITING_PAYEE' then expires_at
                            when :to = 'UNDER_REVIEW' then review_until
                        end)
                    end
            where id = :id
            and state = :from
            """;

    private static final String WAKE =
            """
            update payment.held_transfer
            set next_at = now()
            where phone_index = any (:phones)
            and state = 'AWAITING_PAYEE'
            """;

    private static final String FORGET =
            """
            delete from payment.held_transfer
            where id = :id
            and state = 'CREATED'
            """;

    /** Longer than any call takes that could still hold the money. */
    private static final String FORGET_ABANDONED =
            FORGET + "and created_at < now() - interval '10 minutes'";

    private static final String IS_OVER =
            "select expires_at <= now() from payment.held_transfer where id = :id";

    private static final String TAKE_DUE =
            """
            update payment.held_transfer
            set next_at = now() + make_interval(secs => :lease)
            where id in (
                select id
                from payment.held_transfer
                where next_at <= now()
                order by next_at
                limit :most
                for update skip locked)
            returning id
            """;

    private final JdbcClient sql;
    private final Keyring keyring;

    HeldTransfers(JdbcClient sql, Keyring keyring) {
        this.sql = sql;
        this.keyring = keyring;
    }

    /**
     * Writes one down before its money is held; one that is there already stays as it is. A hold
     * outlives its review, so that what is released at the last moment still arrives.
     *
     * @param held how long it waits for somebody to register
     * @param payee null when nobody has
     * @param reviewUntil null when nobody has to look at it
     */
    @Transactional
    public void insert(
            UUID id,
            UUID payer,
            Phone phone,
            Money amount,
            Locale language,
            Duration held,
            @Nullable UUID payee,
            @Nullable Instant reviewUntil) {
        sql.sql(INSERT)
                .param("id", id)
                .param("payer", payer)
                .param("index", keyring.mac(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .param(
                        "phone",
                        keyring.seal(Keyring.Purpose.PERSONAL_DATA, phone.bytes(), context(id)))
                .param("amount", amount.minor())
                .param("asset", amount.asset().name())
                .param("language", language.toLanguageTag())
                .param("held", held.toSeconds())
                .param("payee", payee, Types.OTHER)
                .param(
                        "reviewUntil",
                        reviewUntil == null ? null : reviewUntil.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("lease", LEASE.toSeconds())
                .update();
    }

    public Optional<HeldTransfer> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::row).optional();
    }

    public Map<UUID, HeldTransfer> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql
                        .sql(FIND_ALL)
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(this::row)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(HeldTransfer::id, Function.identity()));
    }

    /**
     * Moves one on.
     *
     * @param payee whom it goes to, once that is decided
     * @param next when somebody has to look again; null when it has ended
     * @return false when somebody else has moved it meanwhile
     */
    public boolean move(
            HeldTransfer from,
            State to,
            @Nullable UUID payee,
            @Nullable Money balance,
            @Nullable Duration next) {
        return move(from, to, payee, balance, next, null);
    }

    /**
     * The same where it is handed back.
     *
     * @param givenBackFor why; null to leave it as it is
     */
    public boolean move(
            HeldTransfer from,
            State to,
            @Nullable UUID payee,
            @Nullable Money balance,
            @Nullable Duration next,
            @Nullable GivenBackFor givenBackFor) {
        return sql.sql(MOVE)
                        .param("id", from.id())
                        .param("from", from.state().name())
                        .param("to", to.name())
                        .param("payee", payee, Types.OTHER)
                        .param("balance", balance == null ? null : balance.minor(), Types.BIGINT)
                        .param(
                                "givenBackFor",
                                givenBackFor == null ? null : givenBackFor.name(),
                                Types.VARCHAR)
                        .param("ended", next == null)
                        .param("next", next == null ? 0 : next.toSeconds())
                        .update()
                == 1;
    }

    /** Has what waits for this phone looked at now; none may wait. */
    public void wake(Phone phone) {
        sql.sql(WAKE)
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .update();
    }

    /** Drops one whose money was never held; nothing when it has gone on. */
    public void forget(UUID id) {
        sql.sql(FORGET).param("id", id).update();
    }

    /** The same for one whose call has surely died. */
    public void forgetAbandoned(UUID id) {
        sql.sql(FORGET_ABANDONED).param("id", id).update();
    }

    public boolean isOver(UUID id) {
        return sql.sql(IS_OVER).param("id", id).query(Boolean.class).single();
    }

    /** Takes what is due, for one lease; somebody else's row is skipped. */
    @Transactional
    public List<UUID> takeDue(int most) {
        return sql.sql(TAKE_DUE)
                .param("lease", LEASE.toSeconds())
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private HeldTransfer row(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Asset asset = Asset.valueOf(row.getString("asset"));
        Long balance = row.getObject("balance_after", Long.class);
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        OffsetDateTime review = row.getObject("review_until", OffsetDateTime.class);
        String givenBack = row.getString("given_back_for");
        byte[] phone =
                keyring.open(Keyring.Purpose.PERSONAL_DATA, row.getBytes("phone"), context(id));
        return new HeldTransfer(
                id,
                row.getObject("payer_id", UUID.class),
                new Phone(new String(phone, StandardCharsets.UTF_8)),
                new Money(row.getLong("amount"), asset),
                Locale.forLanguageTag(row.getString("language")),
                State.valueOf(row.getString("state")),
                row.getObject("payee_id", UUID.class),
                balance == null ? null : new Money(balance, asset),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                ended == null ? null : ended.toInstant(),
                review == null ? null : review.toInstant(),
                givenBack == null ? null : GivenBackFor.valueOf(givenBack));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }
}
