package io.xiaohu.platform.start;

import ch.qos.logback.classic.Level;
import io.xiaohu.kernel.OperatorCommand;
import io.xiaohu.kernel.OperatorMistake;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * What {@code ./xiaohu} hands over to: {@code run}, and the commands modules answer ({@link
 * ConsoleCommand}, and {@link OperatorCommand} with options of its own). What the operator can put
 * right is one sentence on standard error and exit status 2; anything else is a bug and status 1.
 */
public final class CommandLineEntry {

    private static final int OPERATOR_CAN_FIX = 2;
    private static final int BUG = 1;

    private CommandLineEntry() {}

    /**
     * @param application the class Spring starts from
     * @return the exit status
     */
    public static int run(Class<?> application, String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        quietUntilLoggingIsSetUp();
        CommandLine line = new CommandLine(new Root());
        line.addSubcommand(new RunCommand(application, out));
        CommandLine staff = new CommandLine(new ModuleCommand("staff", application, out));
        line.addSubcommand("staff", staff.setUnmatchedOptionsArePositionalParams(true));
        CommandLine merchant = new CommandLine(new ModuleCommand("merchant", application, out));
        line.addSubcommand("merchant", merchant.setUnmatchedOptionsArePositionalParams(true));
        CommandLine bench = new CommandLine(new BenchCommand(application, out));
        line.addSubcommand("bench", bench.setUnmatchedOptionsArePositionalParams(true));
        OperatorCommands modules = new OperatorCommands(application, out, err);
        modules.addTo(line);
        line.setExecutionStrategy(modules);
        line.setExecutionExceptionHandler((e, commandLine, parsed) -> explain(e, err));
        line.setParameterExceptionHandler((wrong, words) -> explain(wrong, err));
        return line.execute(args);
    }

    /** Before Spring sets logging up, libraries would print everything. */
    private static void quietUntilLoggingIsSetUp() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    private static int explain(Exception failure, PrintStream err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure start) {
                err.println(start.sentence());
                return OPERATOR_CAN_FIX;
            }
            if (cause instanceof OperatorMistake mistake) {
                err.println(mistake.sentence());
                return OPERATOR_CAN_FIX;
            }
            if (cause instanceof ParameterException wrong) {
                err.println(wrong.getMessage() + " (--help tells what there is)");
                return OPERATOR_CAN_FIX;
            }
            if (cause instanceof PortInUseException busy) {
                err.println("Port " + busy.getPort() + " is busy; choose another with --port.");
                return OPERATOR_CAN_FIX;
            }
        }
        failure.printStackTrace(err);
        return BUG;
    }

    @Command(name = "xiaohu", description = "Xiaohu Wallet", mixinStandardHelpOptions = true)
    private static final class Root implements Runnable {
        @Override
        public void run() {
            throw new StartFailure("Say what to do: run, staff or ledger; --help tells more.");
        }
    }

    /** Opens the database, finds the module's command by its words, and runs it. */
    @Command(mixinStandardHelpOptions = true)
    private static final class ModuleCommand implements Callable<Integer> {

        private final String group;
        private final Class<?> application;
        private final PrintStream out;

        @Mixin private ServerOptions options = new ServerOptions();

        @Parameters(description = "what to do, and with what")
        private List<String> words = new ArrayList<>();

        ModuleCommand(String group, Class<?> application, PrintStream out) {
            this.group = group;
            this.application = application;
            this.out = out;
        }

        @Override
        public Integer call() {
            if (words.isEmpty()) {
                throw new StartFailure(
                        "Say what to do with " + group + ", such as: " + group + " add.");
            }
            return ModuleCommands.run(group, words, options, application, out);
        }
    }
}
