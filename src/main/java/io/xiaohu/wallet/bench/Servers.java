package io.xiaohu.wallet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Two server processes on one database: this one, and one of its own that can be killed. */
final class Servers implements AutoCloseable {

    private static final String READY = "Ctrl-C stops it.";

    private final int here;
    private final int there;
    private final Process second;
    private final AtomicLong complaints = new AtomicLong();

    private Servers(int here, int there, Process second) {
        this.here = here;
        this.there = there;
        this.second = second;
    }

    /**
     * Starts the second one and waits until it serves.
     *
     * @param here this process's port
     */
    static Servers start(int here, String url, String folder) throws IOException {
        int there;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            there = free.getLocalPort();
        }
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> words =
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:MaxRAMPercentage=20",
                        "-Dxiaohu.demo.people=false",
                        "org.springframework.boot.loader.launch.JarLauncher",
                        "run",
                        "--demo",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(there),
                        "--db",
                        url,
                        "--data",
                        folder);
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); !READY.equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the second server did not start");
            }
        }
        return new Servers(here, there, process);
    }

    int any() {
        return ThreadLocalRandom.current().nextBoolean() ? here : there;
    }

    /** The other address: whoever finds no server at one goes to the other. */
    int other(int port) {
        return port == here ? there : here;
    }

    /** Without a chance to say goodbye. */
    void killSecond() {
        second.destroyForcibly();
    }

    /** An answer nobody expected: the first is shown. */
    void complain(String what) {
        if (complaints.getAndIncrement() == 0) {
            System.err.println("first unexpected answer: " + what);
        }
    }

    long complaints() {
        return complaints.get();
    }

    @Override
    public void close() {
        second.destroyForcibly();
    }
}
