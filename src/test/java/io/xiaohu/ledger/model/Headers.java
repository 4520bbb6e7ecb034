package io.xiaohu.ledger.model;

import io.xiaohu.ledger.LedgerCommand;

/** The same command under another header. */
final class Headers {

    private Headers() {}

    static LedgerCommand with(LedgerCommand command, LedgerCommand.Header header) {
        return switch (command) {
            case LedgerCommand.Post post ->
                    new LedgerCommand.Post(
                            header,
                            post.legs(),
                            post.allowances(),
                            post.givesBack(),
                            post.recounts());
            case LedgerCommand.Reserve reserve ->
                    new LedgerCommand.Reserve(
                            header,
                            reserve.account(),
                            reserve.purpose(),
                            reserve.allowances(),
                            reserve.expiresAt());
            case LedgerCommand.Capture capture ->
                    new LedgerCommand.Capture(
                            header, capture.hold(), capture.account(), capture.credits());
            case LedgerCommand.Release release ->
                    new LedgerCommand.Release(header, release.hold(), release.account());
            case LedgerCommand.Expire expire ->
                    new LedgerCommand.Expire(header, expire.hold(), expire.account());
            case LedgerCommand.Close close -> new LedgerCommand.Close(header, close.account());
            case LedgerCommand.Refuse refuse -> new LedgerCommand.Refuse(header, refuse.problem());
        };
    }
}
