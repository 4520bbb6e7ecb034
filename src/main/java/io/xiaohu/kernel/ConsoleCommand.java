package io.xiaohu.kernel;

import java.io.PrintStream;
import java.util.List;

/**
 * A command of {@code ./xiaohu} that a module answers, with the database open and no web server.
 */
public interface ConsoleCommand {

    /** The words that call it, such as {@code staff add}. */
    String name();

    /**
     * @param args what follows the name
     * @return the exit status: 0 when done, 2 when the arguments are wrong, 1 when it failed
     */
    int run(List<String> args, PrintStream out);
}
