package io.xiaohu.platform.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that comes with the server and keeps its files in the data folder.
 *
 * <p>The library starts it for tests, with fsync off; here both fsync and synchronous_commit are
 * on, since money is in it. After the server was killed its PostgreSQL lives on: the next start,
 * which owns the folder by then, ends it first and PostgreSQL recovers by itself.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration STARTUP_WAIT = Duration.ofMinutes(2);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * @throws StartFailure when PostgreSQL does not start, with where its log is
     */
    static EmbeddedDatabase start(DataFolder folder) {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("postgres.log");
        endLeftOver(data);
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setOverrideWorkingDirectory(
                                    folder.resolve("postgres-binaries").toFile())
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(STARTUP_WAIT)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", "120")
                            .setServerConfig("shared_buffers", DatabaseSizing.sharedBuffers())
                            .setServerConfig(
                                    "max_wal_size", DatabaseSizing.maxWalSize(folder.root()))
                            .setServerConfig("checkpoint_timeout", "30min")
                            // What is asked for is in memory or on a disk without arms; a table
                            // that grows is known by its numbers soon.
                            .setServerConfig("random_page_cost", "1.1")
                            .setServerConfig("autovacuum_naptime", "5s")
                            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return new EmbeddedDatabase(postgres);
        } catch (IOException | IllegalStateException e) {
            throw new StartFailure(
                    "The embedded PostgreSQL did not start; its log is " + log + ".");
        }
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL did not stop", e);
        }
    }

    /** Ends the PostgreSQL a killed server left behind on these files. */
    private static void endLeftOver(Path data) {
        leftOver(data.resolve("postmaster.pid"))
                .ifPresent(postmaster -> {
                    CompletableFuture<ProcessHandle> gone = postmaster.onExit();
                    postmaster.destroy();
                    gone.completeOnTimeout(postmaster, STOP_WAIT.toSeconds(), TimeUnit.SECONDS)
                            .join();
                    if (postmaster.isAlive()) {
                        postmaster.destroyForcibly();
                        postmaster.onExit().join();
                    }
                });
    }

    private static Optional<ProcessHandle> leftOver(Path pidFile) {
        @Nullable String first;
        try {
            first = Files.exists(pidFile) ? Files.readAllLines(pidFile).getFirst() : null;
        } catch (IOException e) {
            throw new StartFailure("The file " + pidFile + " cannot be read.");
        }
        if (first == null) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first.strip()))
                .filter(process ->
                        process.info()
                                .command()
                                .filter(command -> command.endsWith("/postgres"))
                                .isPresent());
    }
}
