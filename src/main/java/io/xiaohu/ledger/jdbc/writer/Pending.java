package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What one caller waits for: a command, or several that are done together or not at all. */
final class Pending {

    private final List<LedgerCommand> commands;
    private final boolean together;
    private final Set<AccountRef> touched = new HashSet<>();
    private final CompletableFuture<List<Result>> answer = new CompletableFuture<>();

    Pending(LedgerCommand command) {
        this(List.of(command), false);
    }

    private Pending(List<LedgerCommand> commands, boolean together) {
        this.commands = commands;
        this.together = together;
        commands.forEach(this::touch);
    }

    static Pending together(List<? extends LedgerCommand> commands) {
        return new Pending(List.copyOf(commands), true);
    }

    List<LedgerCommand> commands() {
        return commands;
    }

    /** Whether it is a batch of its own that refuses as a whole. */
    boolean isTogether() {
        return together;
    }

    /** The accounts it touches; each command's owner's own is always among them. */
    Set<AccountRef> touched() {
        return touched;
    }

    /** One result for each command, once they are committed or known not to be. */
    CompletableFuture<List<Result>> answer() {
        return answer;
    }

    /** Another account turned out to be needed. */
    void alsoTouch(AccountRef ref) {
        touched.add(ref);
    }

    private void touch(LedgerCommand command) {
        touched.add(AccountRef.wallet(command.header().owner(), Asset.CNY));
        switch (command) {
            case LedgerCommand.Post post -> {
                for (Leg leg : post.legs()) {
                    touch(leg.account());
                }
                if (post.givesBack() != null) {
                    touched.add(AccountRef.wallet(post.givesBack().originalOwner(), Asset.CNY));
                }
            }
            case LedgerCommand.Reserve reserve -> touch(reserve.account());
            case LedgerCommand.Capture capture -> {
                touched.add(capture.account());
                for (Leg leg : capture.credits()) {
                    touched.add(leg.account());
                }
            }
            case LedgerCommand.Release release -> touched.add(release.account());
            case LedgerCommand.Expire expire -> touched.add(expire.account());
            case LedgerCommand.Close close -> touched.add(close.account());
            case LedgerCommand.Refuse refuse -> {}
        }
    }

    /** A new debit or credit also asks the owner's first wallet whether they are frozen. */
    private void touch(AccountRef ref) {
        touched.add(ref);
        if (ref.purpose() == AccountRef.Purpose.WALLET && ref.asset() != Asset.CNY) {
            touched.add(AccountRef.wallet(ref.owner(), Asset.CNY));
        }
    }
}
