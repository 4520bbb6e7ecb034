package io.xiaohu.verification.jdbc;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Reason;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.IdentityCheck;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Checks, each decided once. */
@Repository
public class CheckRows {

    private static final String COLUMNS =
            """
            select id, customer_id, kind, state, reason, reason_case, note, card_tail,
                document_until, provider, reference, tries, asked_at, answer_by, decided_at,
                valid_until
            from verification.identity_check
            """;

    private static final String INSERT =
            """
            insert into verification.identity_check (
                id, customer_id, kind, state, card_tail, details, document_until, provider,
                asked_at, answer_by)
            values (
                :id, :customer, :kind, :state, :cardTail, :details, :documentUntil, :provider,
                :askedAt, :answerBy)
            """;

    private static final String DETAILS =
            """
            select details
            from verification.identity_check
            where id = :id
            and details is not null
            """;

    private static final String UNKNOWN =
            """
            update verification.identity_check
            set state = 'UNKNOWN', tries = tries + 1
            where id = :id
            and state in ('ASKED', 'UNKNOWN')
            """;

    private static final String DECIDE =
            """
            update verification.identity_check
            set state = :state,
                reason = :reason,
                reason_case = :reasonCase,
                note = :note,
                reference = :reference,
                details = null,
                decided_at = :now,
                valid_until = :validUntil
            where id = :id
            and decided_at is null
            """;

    /** What a provider is told beside name and number. */
    public record Details(@Nullable String card, @Nullable String phone) {}

    /** An answer to a check; failed when it has a reason. */
    public record Decision(
            @Nullable Reason reason,
            @Nullable String reasonCase,
            @Nullable String note,
            @Nullable String reference,
            @Nullable Instant validUntil) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final JsonMapper json;

    CheckRows(JdbcClient sql, Keyring keyring, JsonMapper json) {
        this.sql = sql;
        this.keyring = keyring;
        this.json = json;
    }

    public void insert(IdentityCheck check, Details details) {
        sql.sql(INSERT)
                .param("id", check.id())
                .param("customer", check.customer())
                .param("kind", check.kind().name())
                .param("state", check.state().name())
                .param("cardTail", check.cardTail())
                .param("details", seal(check.id(), details))
                .param("documentUntil", check.documentUntil())
                .param("provider", check.provider())
                .param("askedAt", at(check.askedAt()))
                .param("answerBy", at(check.answerBy()))
                .update();
    }

    public Optional<IdentityCheck> find(UUID id) {
        return sql.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, n) -> check(row))
                .optional();
    }

    /** All of a customer, the newest first. */
    public List<IdentityCheck> of(UUID customer) {
        return sql.sql(COLUMNS + "where customer_id = :customer order by asked_at desc, id desc")
                .param("customer", customer)
                .query((row, n) -> check(row))
                .list();
    }

    /** Those that wait for a person to look at them, the oldest first. */
    public List<IdentityCheck> underReview(int most) {
        return sql.sql(
                        COLUMNS
                                + "where state = 'UNDER_REVIEW' order by asked_at, id limit"
                                + " :most")
                .param("most", most)
                .query((row, n) -> check(row))
                .list();
    }

    public Details details(UUID id) {
        return sql.sql(DETAILS)
                .param("id", id)
                .query((row, n) -> open(id, row.getBytes("details")))
                .optional()
                .orElseGet(() -> new Details(null, null));
    }

    /** Notes that nobody answered; zero rows is fine, somebody may have since. */
    public void unknown(UUID id) {
        sql.sql(UNKNOWN).param("id", id).update();
    }

    /** Whether this decided it; false when it was decided before. */
    public boolean decide(UUID id, Decision decision, Instant now) {
        Reason reason = decision.reason();
        return sql.sql(DECIDE)
                        .param("id", id)
                        .param("state", reason == null ? "PASSED" : "FAILED")
                        .param("reason", reason == null ? null : reason.name())
                        .param("reasonCase", decision.reasonCase())
                        .param("note", decision.note())
                        .param("reference", decision.reference())
                        .param("now", at(now))
                        .param("validUntil", at(decision.validUntil()))
                        .update()
                == 1;
    }

    private byte @Nullable [] seal(UUID id, Details details) {
        return details.card() == null && details.phone() == null
                ? null
                : keyring.seal(
                        Keyring.Purpose.PERSONAL_DATA,
                        json.writeValueAsBytes(details),
                        context(id));
    }

    private Details open(UUID id, byte[] sealed) {
        byte[] plain = keyring.open(Keyring.Purpose.PERSONAL_DATA, sealed, context(id));
        return json.readValue(plain, Details.class);
    }

    private static byte[] context(UUID id) {
        return ("check:" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static IdentityCheck check(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new IdentityCheck(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                CheckKind.valueOf(row.getString("kind")),
                IdentityCheck.State.valueOf(row.getString("state")),
                reason == null ? null : Reason.valueOf(reason),
                row.getString("reason_case"),
                row.getString("note"),
                row.getString("card_tail"),
                row.getObject("document_until", LocalDate.class),
                row.getString("provider"),
                row.getString("reference"),
                row.getInt("tries"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                instant(row, "answer_by"),
                instant(row, "decided_at"),
                instant(row, "valid_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
