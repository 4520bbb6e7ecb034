package io.xiaohu.platform.start;

import io.xiaohu.kernel.ConsoleCommand;
import java.io.PrintStream;
import java.util.List;

/** Runs commands that modules answer by their words, with the database open and no web server. */
final class ModuleCommands {

    private ModuleCommands() {}

    /**
     * Opens the database, finds the command, and runs it.
     *
     * @param words the command's second word, and what follows it
     * @return the exit status
     */
    static int run(
            String group,
            List<String> words,
            ServerOptions options,
            Class<?> application,
            PrintStream out) {
        return OperatorCommands.open(application, options, work(group, words, out));
    }

    /** The same with a server that serves on a free port of this machine. */
    static int serve(
            String group,
            List<String> words,
            ServerOptions options,
            Class<?> application,
            PrintStream out) {
        return OperatorCommands.serve(application, options, work(group, words, out));
    }

    private static OperatorCommands.Work work(String group, List<String> words, PrintStream out) {
        String name = group + " " + words.getFirst();
        return context ->
                context.getBeansOfType(ConsoleCommand.class).values().stream()
                        .filter(command -> command.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new StartFailure("There is no command " + name + "."))
                        .run(words.subList(1, words.size()), out);
    }
}
