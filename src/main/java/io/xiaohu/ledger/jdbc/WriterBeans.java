package io.xiaohu.ledger.jdbc;

import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.writer.Connections;
import io.xiaohu.ledger.jdbc.writer.GroupCommit;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the writer on connections of its own; when the server stops, it drains. */
@Configuration(proxyBeanMethods = false)
class WriterBeans {

    @Bean
    Connections writerConnections(
            DataSourceProperties database,
            @Value("${spring.datasource.hikari.connection-init-sql}") String takeRole) {
        Properties login = new Properties();
        if (database.getUsername() != null) {
            login.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            login.setProperty("password", database.getPassword());
        }
        return new Connections(database.determineUrl(), login, takeRole);
    }

    @Bean(destroyMethod = "close")
    GroupCommit ledgerWriter(Connections connections, LedgerJson json) {
        return new GroupCommit(connections, json, WriterSettings.SHIPPED);
    }
}
