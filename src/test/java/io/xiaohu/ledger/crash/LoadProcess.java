package io.xiaohu.ledger.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that sends commands through a writer until it is killed. */
final class LoadProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;
    private final Path answers;

    private LoadProcess(Process process, Path output, Path answers) {
        this.process = process;
        this.output = output;
        this.answers = answers;
    }

    /**
     * @param commands how many commands each lane has; 0 to go on until it is killed
     */
    static LoadProcess start(Path folder, String url, long seed, int lanes, int commands) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Path answers = Files.createTempFile(folder, "answers", ".txt");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(CrashLoad.class.getName());
            command.addAll(List.of(url, answers.toString(), Long.toString(seed)));
            command.addAll(List.of(Integer.toString(lanes), Integer.toString(commands)));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new LoadProcess(process, output, answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was answered so far, whole lines only. */
    List<String> answers() {
        try {
            String text = Files.readString(answers, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has so many answers. */
    void awaitAnswers(long atLeast) {
        Instant until = Instant.now().plus(PATIENCE);
        while (answers().size() < atLeast) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                throw new AssertionError("the process went wrong:\n" + output());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Waits for its end, which has to be a good one. */
    void awaitEnd() {
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("the process went wrong:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: no time to finish anything. */
    void kill() {
        if (!process.isAlive()) {
            throw new AssertionError("the process ended by itself:\n" + output());
        }
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
