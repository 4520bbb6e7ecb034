package io.xiaohu.ledger.jdbc.rows;

import tools.jackson.databind.json.JsonMapper;

/** The ledger's JSON without the server around it. */
public final class TestJson {

    private TestJson() {}

    public static LedgerJson create() {
        return new LedgerJson(JsonMapper.builder().build());
    }
}
