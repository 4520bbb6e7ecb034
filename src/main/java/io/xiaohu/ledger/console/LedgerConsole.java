package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorCommand;
import java.io.PrintStream;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all commands of the ledger have in common. */
abstract class LedgerConsole implements OperatorCommand {

    static final JsonMapper JSON = JsonMapper.builder().build();

    static final int FOUND_WRONG = 1;

    @Option(names = "--json", description = "answer as JSON")
    private boolean json;

    @Override
    public final String group() {
        return "ledger";
    }

    final boolean asJson() {
        return json;
    }

    /** One line of JSON. */
    static void print(JsonNode node, PrintStream out) {
        out.println(node.toString());
    }
}
