package io.xiaohu.ledger.bench;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Load;
import io.xiaohu.kernel.Load.Measured;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.Yardstick;
import io.xiaohu.ledger.bench.People.Mix;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.writer.Connections;
import io.xiaohu.ledger.jdbc.writer.OneByOne;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Transfers between many accounts, one transaction each, with 8, 16 and 32 connections. */
@Component
class OneByOneYardstick implements Yardstick {

    static final int[] CONNECTIONS = {8, 16, 32};
    private static final int ACCOUNTS = 100_000;

    private final Ledger ledger;
    private final Connections connections;
    private final LedgerJson json;
    private final Keyring keyring;

    OneByOneYardstick(Ledger ledger, Connections connections, LedgerJson json, Keyring keyring) {
        this.ledger = ledger;
        this.connections = connections;
        this.json = json;
        this.keyring = keyring;
    }

    @Override
    public Measured measure(int seconds) {
        Load load = new Load(seconds);
        People people = new People(keyring, ACCOUNTS);
        people.fund(ledger);
        return IntStream.of(CONNECTIONS)
                .mapToObj(sessions -> with(load, people, Mix.UNIFORM, sessions))
                .max(Comparator.comparingDouble(Measured::aSecond))
                .orElseThrow();
    }

    Measured with(Load load, People people, Mix mix, int sessions) {
        try (OneByOne oneByOne = new OneByOne(connections, json, sessions)) {
            return load.closedLoop(sessions, () -> oneByOne.write(people.transfer(mix)));
        }
    }
}
