package io.xiaohu.platform.database;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import java.net.InetAddress;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;

/**
 * Rate limits with their buckets in the database. A bucket is written in a transaction of its own,
 * so that an attempt counts even when what it attempted is rolled back.
 */
@Component
class SharedRateLimits implements RateLimits {

    private static final Duration KEPT_AFTER_LAST_USE = Duration.ofMinutes(10);

    private static final long TOLD_IN_SECONDS = 120;

    private static final int IPV6_NETWORK = 8;

    private final ProxyManager<String> buckets;
    private final Settings settings;

    /** How many calls a key may make in a period; the bucket fills evenly again. */
    record Rule(int capacity, Duration period) {}

    /** The rules by name. */
    @ConfigurationProperties("xiaohu")
    record Settings(Map<String, Rule> rateLimits) {}

    SharedRateLimits(DataSource dataSource, Settings settings) {
        this.settings = settings;
        this.buckets =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table("platform.bucket")
                        .idColumn("id")
                        .stateColumn("state")
                        .expiresAtColumn("expires_at")
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        KEPT_AFTER_LAST_USE))
                        .build();
    }

    @Override
    public void take(String rule, String key) {
        Rule limit = settings.rateLimits().get(rule);
        if (limit == null) {
            throw new IllegalArgumentException("no rate limit is set for " + rule);
        }
        ConsumptionProbe probe = consume(rule + ":" + holder(rule, key), limit);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            Problem problem = Problem.of(Reason.TOO_MANY_REQUESTS).with("retryAfter", seconds);
            throw (seconds <= TOLD_IN_SECONDS ? problem : inMinutes(problem, seconds)).exception();
        }
    }

    /** A long wait is told in minutes. */
    private static Problem inMinutes(Problem problem, long seconds) {
        return problem.with("case", "LATER").with("minutes", (seconds + 59) / 60);
    }

    private ConsumptionProbe consume(String bucket, Rule limit) {
        try {
            return buckets.builder()
                    .build(bucket, () -> configuration(limit))
                    .tryConsumeAndReturnRemaining(1);
        } catch (BucketExceptions.BucketExecutionException failed) {
            throw failed.getCause() instanceof SQLTransientConnectionException away
                    ? new CannotGetJdbcConnectionException("no connection for a rate limit", away)
                    : failed;
        }
    }

    /** Whoever has one IPv6 address has the 2^64 beside it: they count as one. */
    static String holder(String rule, String key) {
        if (!rule.endsWith("-by-address") || !key.contains(":")) {
            return key;
        }
        try {
            byte[] address = InetAddress.ofLiteral(key).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(address, IPV6_NETWORK));
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static BucketConfiguration configuration(Rule limit) {
        return BucketConfiguration.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(limit.capacity())
                                .refillGreedy(limit.capacity(), limit.period())
                                .build())
                .build();
    }
}
