package io.xiaohu.platform.database;

import io.xiaohu.kernel.Signals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Signals by LISTEN and NOTIFY. One connection listens for the whole process; when it breaks, every
 * listener is told that it may have missed something, and listening starts again.
 */
@Component
class PostgresSignals implements Signals, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSignals.class);
    private static final String CHANNEL = "xiaohu";
    private static final String NOTIFY =
            "select pg_notify('xiaohu', payload) from unnest(:payloads) as told (payload)";

    private static final int WAIT_MILLIS = 500;
    private static final int RETRY_MILLIS = 1_000;

    private final DataSource dataSource;
    private final JdbcClient sql;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private volatile @Nullable Thread listening;
    private volatile boolean running;

    PostgresSignals(DataSource dataSource, JdbcClient sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    @Override
    public void send(String topic, Collection<String> keys) {
        String[] payloads = keys.stream().map(key -> topic + ":" + key).toArray(String[]::new);
        sql.sql(NOTIFY).param("payloads", payloads).query().listOfRows();
    }

    @Override
    public void sendChange(String topic, String key) {
        send(topic, key);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell(topic, key);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        tell(topic, key);
                    }
                });
    }

    @Override
    public AutoCloseable listen(String topic, Consumer<String> heard) {
        List<Consumer<String>> ofTopic =
                listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>());
        ofTopic.add(heard);
        return () -> ofTopic.remove(heard);
    }

    @Override
    public void start() {
        running = true;
        listening = Thread.ofPlatform().name("signals").daemon().start(this::listenForever);
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = listening;
        if (thread != null) {
            end(thread);
        }
    }

    /** Waits until the connection is given back, so that closing the pool finds it unused. */
    private static void end(Thread thread) {
        try {
            thread.join(Duration.ofMillis(2L * WAIT_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listenForever() {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("listen " + CHANNEL);
                }
                tellAllOfAGap();
                listenOn(connection);
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("signals between servers are interrupted: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listenOn(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try {
            while (running) {
                PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
                if (notifications != null) {
                    for (PGNotification notification : notifications) {
                        deliver(notification.getParameter());
                    }
                }
            }
        } finally {
            if (!connection.isClosed()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("unlisten *");
                }
            }
        }
    }

    private void deliver(String payload) {
        int colon = payload.indexOf(':');
        if (colon > 0) {
            tell(payload.substring(0, colon), payload.substring(colon + 1));
        }
    }

    private void tellAllOfAGap() {
        listeners.keySet().forEach(topic -> tell(topic, ""));
    }

    private void tell(String topic, String key) {
        for (Consumer<String> listener : listeners.getOrDefault(topic, List.of())) {
            try {
                listener.accept(key);
            } catch (RuntimeException e) {
                LOG.warn("a listener of {} failed", topic, e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
