package io.xiaohu.kernel;

import java.io.PrintStream;

/**
 * A command of {@code ./xiaohu} with options of its own: a class with picocli's annotations and a
 * constructor without arguments. It is named in {@code META-INF/services}, since its words are read
 * before anything is opened, and what is wrong with them is told at once.
 */
public interface OperatorCommand {

    /** The word before its name, such as {@code ledger}. */
    String group();

    /** Whether the database is opened for it; it then understands where that is. */
    default boolean needsDatabase() {
        return true;
    }

    /**
     * @return the exit status: 0 when done, 1 when something is not as it should be
     * @throws OperatorMistake when the operator can put it right; exit status 2
     */
    int run(Opened opened);

    /** What a command works with. */
    interface Opened {

        /** A part of the server. */
        <T> T get(Class<T> part);

        /** For results. */
        PrintStream out();

        /** For progress and explanations. */
        PrintStream err();
    }
}
