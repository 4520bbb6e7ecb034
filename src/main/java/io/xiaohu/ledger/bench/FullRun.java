package io.xiaohu.ledger.bench;

import io.xiaohu.kernel.Figures;
import io.xiaohu.kernel.Load;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.bench.People.Mix;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is measured only when asked for: ten million entries there, and two processes at once. */
final class FullRun {

    private static final int CALLERS = 1_024;
    private static final int REPORT_EVERY = 500_000;
    private static final Pattern TPS = Pattern.compile("\"tps\":([0-9.]+)");

    private final Ledger ledger;
    private final Load load;
    private final People people;
    private final PrintStream out;

    FullRun(Ledger ledger, Load load, People people, PrintStream out) {
        this.ledger = ledger;
        this.load = load;
        this.people = people;
        this.out = out;
    }

    void run(long transfers, String url, int seconds, Figures figures) {
        for (long done = 0; done < transfers; done += Ledger.MOST_IN_BULK) {
            ledger.applyEach(people.transfers(Ledger.MOST_IN_BULK));
            if (done % REPORT_EVERY == 0) {
                out.printf("filling       %,d of %,d transfers%n", done, transfers);
            }
        }
        double full = grouped();
        figures.put("full_tps", full);
        figures.put("full_ratio", full / figures.get("group_tps"));
        figures.put("two_process_tps", twoProcesses(url, seconds));
    }

    private double grouped() {
        return load.closedLoop(CALLERS, () -> ledger.apply(people.transfer(Mix.UNIFORM))).aSecond();
    }

    private double twoProcesses(String url, int seconds) {
        try {
            Process other = secondProcess(url, seconds);
            double here = grouped();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher there = TPS.matcher(said);
            if (other.waitFor() != 0 || !there.find()) {
                throw new IllegalStateException("the second process failed: " + said);
            }
            return here + Double.parseDouble(there.group(1));
        } catch (IOException e) {
            throw new IllegalStateException("the second process did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Another process like this one on the same database. */
    private static Process secondProcess(String url, int seconds) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> words = new ArrayList<>(List.of(java));
        words.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "-XX:MaxRAMPercentage=20"));
        words.addAll(
                List.of(
                        "org.springframework.boot.loader.launch.JarLauncher",
                        "bench",
                        "ledger",
                        "--as-second-process",
                        "--db",
                        url,
                        "--data",
                        System.getProperty("xiaohu.bench.folder", ""),
                        "--seconds",
                        Integer.toString(seconds)));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
