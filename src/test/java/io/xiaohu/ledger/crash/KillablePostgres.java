package io.xiaohu.ledger.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL that keeps its promises (fsync and full_page_writes are on) and can be killed with
 * all its backends and started again on the same files. The embedding library only makes the files.
 */
public final class KillablePostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final String program;
    private final int port;
    private Process postmaster;

    private KillablePostgres(Path folder, String program, int port) {
        this.folder = folder;
        this.program = program;
        this.port = port;
        this.postmaster = launch();
    }

    public static KillablePostgres create(Path folder) {
        Path data = folder.resolve("postgres");
        try (EmbeddedPostgres maker =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .start()) {
            long pid =
                    Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            String program =
                    ProcessHandle.of(pid).flatMap(made -> made.info().command()).orElseThrow();
            int port = maker.getPort();
            maker.close();
            KillablePostgres postgres = new KillablePostgres(folder, program, port);
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** SIGKILL for the server, then for what it left; then it recovers from its log. */
    public void killAndRestart() {
        kill();
        postmaster = launch();
        awaitReady();
    }

    @Override
    public void close() {
        kill();
    }

    private void kill() {
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly().onExit().join();
        backends.forEach(ProcessHandle::destroyForcibly);
        backends.forEach(backend ->
                backend.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; the embedding library helps itself in this way.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program, "-D", folder.resolve("postgres").toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting :
                List.of(
                        "fsync=on",
                        "synchronous_commit=on",
                        "full_page_writes=on",
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=")) {
            command.addAll(List.of("-c", setting));
        }
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(
                                    folder.resolve("postgres.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Instant until = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!postmaster.isAlive()) {
                postmaster = launch();
            }
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("PostgreSQL did not recover; its log is in " + folder);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
