package io.xiaohu.platform.start;

import io.xiaohu.kernel.OperatorCommand;
import java.io.PrintStream;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The commands modules bring ({@link OperatorCommand}), under the word of their group. */
final class OperatorCommands implements IExecutionStrategy {

    private final Class<?> application;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<OperatorCommand, ServerOptions> options = new IdentityHashMap<>();

    OperatorCommands(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.out = out;
        this.err = err;
    }

    /** What a command does with the server's parts. */
    interface Work {
        int with(ConfigurableApplicationContext context);
    }

    void addTo(CommandLine root) {
        for (OperatorCommand command : ServiceLoader.load(OperatorCommand.class)) {
            CommandLine group = root.getSubcommands().get(command.group());
            if (group == null) {
                Group words = new Group(command.group());
                group = new CommandLine(words);
                words.line = group;
                root.addSubcommand(command.group(), group);
            }
            CommandSpec spec =
                    CommandSpec.forAnnotatedObject(command).mixinStandardHelpOptions(true);
            if (command.needsDatabase()) {
                ServerOptions where = new ServerOptions();
                spec.addMixin("server", CommandSpec.forAnnotatedObject(where));
                options.put(command, where);
            }
            group.addSubcommand(spec.name(), new CommandLine(spec));
        }
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null || !(last.commandSpec().userObject() instanceof OperatorCommand command)) {
            return help != null ? help : new CommandLine.RunLast().execute(parsed);
        }
        try {
            return run(command);
        } catch (RuntimeException e) {
            throw new CommandLine.ExecutionException(
                    last.commandSpec().commandLine(), "the command failed", e);
        }
    }

    private int run(OperatorCommand command) {
        ServerOptions where = options.get(command);
        if (where == null) {
            return command.run(new Streams(null, out, err));
        }
        return open(application, where, context -> command.run(new Streams(context, out, err)));
    }

    /** Opens the database, starts the server's parts without serving, and ends them afterwards. */
    static int open(Class<?> application, ServerOptions options, Work work) {
        try (OpenedDatabase database = OpenedDatabase.forCommand(options)) {
            return run(
                    new ServerContext(application, database, options.demo)
                            .set("db-scheduler.enabled", "false"),
                    false,
                    work);
        }
    }

    /** Opens the database, serves on a free port of this machine, and ends that afterwards. */
    static int serve(Class<?> application, ServerOptions options, Work work) {
        try (OpenedDatabase database = OpenedDatabase.forServer(options)) {
            return run(
                    new ServerContext(application, database, options.demo)
                            .set("server.port", "0")
                            .set("server.address", "127.0.0.1")
                            .set("xiaohu.demo.people", "false")
                            .set("xiaohu.demo.staff-password", "of-nobody"),
                    true,
                    work);
        }
    }

    private static int run(ServerContext server, boolean web, Work work) {
        // What a library logs belongs beside a command's result, not into it.
        System.setOut(System.err);
        try (ConfigurableApplicationContext context =
                server.set("logging.level.root", "warn").start(web)) {
            return work.with(context);
        }
    }

    private record Streams(
            @Nullable ConfigurableApplicationContext context, PrintStream out, PrintStream err)
            implements OperatorCommand.Opened {

        @Override
        public <T> T get(Class<T> part) {
            if (context == null) {
                throw new IllegalStateException("the command works without a database");
            }
            return context.getBean(part);
        }
    }

    /** A group by itself only tells what there is. */
    @Command(mixinStandardHelpOptions = true)
    private static final class Group implements Runnable {

        private final String name;
        private @Nullable CommandLine line;

        Group(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            TreeSet<String> words =
                    new TreeSet<>(line == null ? Set.of() : line.getSubcommands().keySet());
            throw new StartFailure(
                    "Say what to do with " + name + ": " + String.join(", ", words) + ".");
        }
    }
}
