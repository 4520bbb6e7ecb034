package io.xiaohu.support.files;

import java.io.IOException;

/** Looks for what is harmful in a file. */
interface FileScanner {

    /** What it came to. */
    sealed interface Verdict {
        record Clean() implements Verdict {}

        /**
         * @param what its name, such as a signature's
         */
        record Harmful(String what) implements Verdict {}
    }

    /**
     * @throws IOException when there is no answer; it is asked again later
     */
    Verdict scan(byte[] content) throws IOException;
}
