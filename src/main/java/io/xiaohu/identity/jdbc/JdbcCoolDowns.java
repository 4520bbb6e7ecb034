package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.CoolDown;
import io.xiaohu.identity.CoolDowns;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.notification.Notices;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of cool-downs, which nothing but time ends. */
@Service
class JdbcCoolDowns implements CoolDowns {

    private static final Texts TEXTS = Texts.of("identity");

    private static final String COLUMNS =
            "select id, customer_id, cause, since, until from identity.cool_down ";

    private static final String RUNNING =
            COLUMNS + "where customer_id = :customer and until > :now order by until, id";

    private static final String OF_CUSTOMER =
            COLUMNS + "where customer_id = :customer order by until desc, id desc limit 50";

    private static final String INSERT =
            """
            insert into identity.cool_down (id, customer_id, cause, since, until)
            values (:id, :customer, :cause, :since, :until)
            """;

    /**
     * @param length how long one lasts
     * @param atMost how much may leave meanwhile, in CNY, such as {@code 500.00}
     */
    @ConfigurationProperties("xiaohu.cool-down")
    record Settings(Duration length, String atMost) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Customers customers;
    private final Notices notices;
    private final OutgoingTexts texts;
    private final Duration length;
    private final Money atMost;

    JdbcCoolDowns(
            JdbcClient sql,
            Clock clock,
            Customers customers,
            Notices notices,
            OutgoingTexts texts,
            Settings settings) {
        this.sql = sql;
        this.clock = clock;
        this.customers = customers;
        this.notices = notices;
        this.texts = texts;
        this.length = settings.length();
        this.atMost = Money.parse(settings.atMost(), Asset.CNY);
    }

    @Override
    public List<CoolDown> running(UUID customer) {
        return sql.sql(RUNNING)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query(this::read)
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID customer, CoolDown.Cause cause) {
        begin(customer, cause, Languages.CHINESE);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID customer, CoolDown.Cause cause, Locale locale) {
        Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = since.plus(length);
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("customer", customer)
                .param("cause", cause.name())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
        SubjectRef account = new SubjectRef(SubjectKind.ACCOUNT, customer);
        Map<String, String> args =
                Map.of(
                        "cause", cause.name(),
                        "until", until.toString(),
                        "atMost", Written.money(atMost));
        notices.tell(customer, "COOL_DOWN", args, account);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("until", Written.time(until, locale));
        values.put("atMost", Written.money(atMost));
        texts.send(
                customers.get(customer).phone(),
                OutgoingText.notice(TEXTS, "text.COOL_DOWN." + cause, locale, values));
    }

    @Override
    public Problem explained(Problem problem, UUID customer, Instant at) {
        if (problem.reason() != Reason.COOLING_DOWN) {
            return problem;
        }
        List<CoolDown> all =
                sql.sql(OF_CUSTOMER).param("customer", customer).query(this::read).list();
        return all.stream()
                .filter(coolDown -> coolDown.ranAt(at))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(coolDown ->
                        problem.with("case", coolDown.cause().name())
                                .with("until", coolDown.until())
                                .extra("until", coolDown.until()))
                .orElse(problem);
    }

    private CoolDown read(ResultSet row, int n) throws SQLException {
        return read(row, "id");
    }

    CoolDown read(ResultSet row, String id) throws SQLException {
        return new CoolDown(
                row.getObject(id, UUID.class),
                row.getObject("customer_id", UUID.class),
                CoolDown.Cause.valueOf(row.getString("cause")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                atMost);
    }
}
