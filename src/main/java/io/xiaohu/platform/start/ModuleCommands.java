package io.xiaohu.platform.start;

import io.xiaohu.kernel.ConsoleCommand;
import java.io.PrintStream;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs commands that modules answer, with the database open and no web server. */
final class ModuleCommands {

    private ModuleCommands() {}

    /**
     * Opens the database, finds the command by its words, and runs it.
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
        try (OpenedDatabase database = OpenedDatabase.forCommand(options);
                ConfigurableApplicationContext context =
                        new ServerContext(application, database, options.demo)
                                .set("db-scheduler.enabled", "false")
                                .set("logging.level.root", "warn")
                                .start(false)) {
            String name = group + " " + words.getFirst();
            return context.getBeansOfType(ConsoleCommand.class).values().stream()
                    .filter(command -> command.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("There is no command " + name + "."))
                    .run(words.subList(1, words.size()), out);
        }
    }
}
