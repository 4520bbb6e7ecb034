package io.xiaohu.platform;

import io.xiaohu.XiaohuApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The server as its operator starts it: a process of its own, that can be killed. */
final class RealProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * A server that lives for seconds would spend half of its start on code it never runs often.
     */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path output;
    private final Process process;

    private RealProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    static RealProcess start(Path folder, Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(SHORT_LIVED);
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(XiaohuApplication.class.getName());
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            return new RealProcess(output, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    RealProcess ready() {
        Instant until = Instant.now().plus(PATIENCE);
        while (!output().contains("Ctrl-C stops it.")) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                throw new AssertionError("the server did not start:\n" + output());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return this;
    }

    /** Waits for its end; gives the exit status, or null when it goes on. */
    @Nullable Integer exit() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    ? process.exitValue()
                    : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no time to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
