package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import java.util.HashSet;
import java.util.Set;

/** Whatever a command names comes into being, whether it can be done or not. */
final class Touched {

    private Touched() {}

    static Set<AccountRef> by(LedgerCommand command) {
        Set<AccountRef> named = new HashSet<>();
        named.add(AccountRef.wallet(command.header().owner(), Asset.CNY));
        switch (command) {
            case LedgerCommand.Post post -> {
                post.legs().forEach(leg -> named.add(leg.account()));
                if (post.givesBack() != null) {
                    named.add(AccountRef.wallet(post.givesBack().originalOwner(), Asset.CNY));
                }
            }
            case LedgerCommand.Reserve reserve -> named.add(reserve.account());
            case LedgerCommand.Capture capture -> {
                named.add(capture.account());
                capture.credits().forEach(leg -> named.add(leg.account()));
            }
            case LedgerCommand.Release release -> named.add(release.account());
            case LedgerCommand.Expire expire -> named.add(expire.account());
            case LedgerCommand.Close close -> named.add(close.account());
            case LedgerCommand.Refuse refuse -> {}
        }
        named.addAll(
                named.stream()
                        .filter(ref -> ref.purpose() == AccountRef.Purpose.WALLET)
                        .map(ref -> AccountRef.wallet(ref.owner(), Asset.CNY))
                        .toList());
        return named;
    }
}
