package io.xiaohu.wallet.bench;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Load;
import io.xiaohu.kernel.Load.Measured;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench site}: every page of the official site in both languages, in no order,
 * arriving on a schedule whether or not earlier ones were answered. The last line is JSON.
 */
@Component
@Profile("demo")
class SiteBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;
    private static final int READ = 200;
    private static final int CONNECTIONS = 64;
    private static final int SMALLEST_PAGE = 500;
    private static final Pattern LOCATION = Pattern.compile("<loc>([^<]+)</loc>");

    private final Environment environment;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--seconds", defaultValue = "30")
        private int seconds;

        @Option(names = "--warm-up", defaultValue = "20")
        private int warmUp;

        @Option(names = "--rate", defaultValue = "500")
        private int rate;
    }

    SiteBench(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench site";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println("Say: bench site [--seconds N] [--rate N]: " + e.getMessage());
            return WRONG_WORDS;
        }
        if (options.seconds < 1 || options.rate < 1 || options.warmUp < 1) {
            out.println("Seconds, rate and warm-up are 1 or more.");
            return WRONG_WORDS;
        }
        try {
            measure(options, out);
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("the pages could not be read", e);
        }
    }

    private void measure(Options options, PrintStream out) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        List<Connection> connections = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            connections.add(new Connection(port));
        }
        List<String> paths = paths(connections.getFirst());
        out.printf(
                Locale.ROOT,
                "pages         %d, %d of them a second over %d connections%n",
                paths.size(),
                options.rate,
                CONNECTIONS);
        BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS, false, connections);
        AtomicLong errors = new AtomicLong();
        Load.Act read = () -> read(idle, paths, errors);
        new Load(options.warmUp).openLoop(options.rate, read);
        errors.set(0);
        Measured measured = new Load(options.seconds).openLoop(options.rate, read);
        for (Connection connection : connections) {
            connection.close();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pages_per_s", Math.round(measured.aSecond()));
        figures.put("p50_ms", rounded(measured.medianMillis()));
        figures.put("p99_ms", rounded(measured.p99Millis()));
        figures.put("errors", errors.get());
        out.println(json.writeValueAsString(figures));
    }

    private static void read(BlockingQueue<Connection> idle, List<String> paths, AtomicLong errors)
            throws InterruptedException, IOException {
        String path = paths.get(ThreadLocalRandom.current().nextInt(paths.size()));
        Connection connection = idle.take();
        try {
            Connection.Answer answer = connection.get(path);
            if (answer.status() != READ || answer.body().length() < SMALLEST_PAGE) {
                errors.incrementAndGet();
            }
        } finally {
            idle.add(connection);
        }
    }

    /** As the site tells search engines. */
    private static List<String> paths(Connection connection) throws IOException {
        Matcher location = LOCATION.matcher(connection.get("/sitemap.xml").body());
        List<String> paths = new ArrayList<>();
        while (location.find()) {
            paths.add(URI.create(location.group(1)).getRawPath());
        }
        if (paths.isEmpty()) {
            throw new IllegalStateException("the site names no pages");
        }
        return paths;
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
