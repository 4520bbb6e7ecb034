package io.xiaohu.ledger.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Connections for what customers read all the time. A statement over partitions looks dearer to
 * PostgreSQL when it is planned once for every partition than when it is planned anew for each
 * call, so by itself it plans every call anew, which takes longer than reading the rows. Here it
 * plans once.
 */
@Configuration(proxyBeanMethods = false)
class ReadingBeans {

    /** The name of the beans of this kind; nobody gets them without asking. */
    static final String READS = "ledgerReads";

    private static final int MOST = 8;

    @Bean(defaultCandidate = false)
    HikariDataSource ledgerReadConnections(
            DataSourceProperties database,
            @Value("${spring.datasource.hikari.connection-init-sql}") String takeRole,
            @Value("${spring.datasource.hikari.connection-timeout}") long timeoutMillis) {
        HikariDataSource pool =
                database.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        pool.setPoolName("ledger-reads");
        pool.setMaximumPoolSize(MOST);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(timeoutMillis);
        pool.setReadOnly(true);
        pool.setConnectionInitSql(takeRole + "; set plan_cache_mode = force_generic_plan");
        return pool;
    }

    @Bean(name = READS, defaultCandidate = false)
    JdbcClient ledgerReads(@Qualifier("ledgerReadConnections") HikariDataSource pool) {
        return JdbcClient.create(pool);
    }
}
