package io.xiaohu.kernel;

import java.util.List;

/** Lines a module wants the operator to read when the server is ready, such as the demo people. */
public interface StartNotes {

    List<String> lines();
}
