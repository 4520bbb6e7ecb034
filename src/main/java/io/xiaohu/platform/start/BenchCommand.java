package io.xiaohu.platform.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code bench}: measures on a database of its own, never on one that holds anybody's money. With
 * {@code --data} it is kept, so that it can be looked at afterwards.
 */
@Command(name = "bench", description = "measures on a database of its own")
final class BenchCommand implements Callable<Integer> {

    private static final String MARK = "bench";

    /** What is measured over HTTP, and so needs a server that serves. */
    private static final Set<String> SERVED = Set.of("http", "chat", "seed", "site");

    private final Class<?> application;
    private final PrintStream out;

    @Mixin private ServerOptions options = new ServerOptions();

    @Parameters(description = "what to measure, and how")
    private List<String> words = new ArrayList<>();

    BenchCommand(Class<?> application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (words.isEmpty()) {
            throw new StartFailure("Say what to measure, such as: bench ledger.");
        }
        boolean kept = options.data != null;
        Path folder = kept ? options.dataFolder() : Files.createTempDirectory("xiaohu-bench");
        options.data = folder;
        if (options.database == null) {
            mark(folder);
        }
        System.setProperty("xiaohu.bench.folder", folder.toString());
        try {
            if (SERVED.contains(words.getFirst())) {
                // A demo's people need no text to open an account.
                options.demo = true;
                return ModuleCommands.serve("bench", words, options, application, out);
            }
            return ModuleCommands.run("bench", words, options, application, out);
        } finally {
            if (!kept) {
                delete(folder);
            }
        }
    }

    private static void mark(Path folder) {
        try (DataFolder opened = DataFolder.open(folder)) {
            boolean mine = opened.read(MARK) != null;
            if (!mine && Files.exists(opened.resolve("postgres"))) {
                throw new StartFailure(
                        "The data folder " + folder + " holds a wallet; measure in another one.");
            }
            opened.writeSecret(MARK, "made to be measured\n");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
