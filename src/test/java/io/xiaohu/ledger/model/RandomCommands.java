package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands of one lane, the same ones for the same seed; the model tells what sums make sense. */
final class RandomCommands {

    private static final int REMEMBERED = 150;
    private static final Keyring KEYS =
            new Keyring(
                    Arrays.stream(Keyring.Purpose.values())
                            .collect(
                                    Collectors.toMap(
                                            purpose -> purpose,
                                            purpose -> Map.of((byte) 1, new byte[32]))));

    private final Random random;
    private final Mix mix;
    private final ModelLedger model;
    private final People people;
    private final List<LedgerCommand> issued = new ArrayList<>();
    private final List<LedgerCommand.Reserve> reserves = new ArrayList<>();
    private int number;
    private Instant now = Instant.EPOCH;

    RandomCommands(Random random, People people, Mix mix, ModelLedger model) {
        this.random = random;
        this.people = people;
        this.mix = mix;
        this.model = model;
    }

    /** What the clock shows, for holds that expire. */
    void at(Instant time) {
        now = time;
    }

    LedgerCommand next() {
        LedgerCommand command = any();
        remember(issued, command);
        if (command instanceof LedgerCommand.Reserve reserve) {
            remember(reserves, reserve);
        }
        return command;
    }

    /** Reverses something, or tries to; null when there is nothing. */
    @Nullable Step reversal() {
        List<LedgerCommand> posts =
                issued.stream().filter(c -> model.state().isDone(c.header().id())).toList();
        if (posts.isEmpty()) {
            return null;
        }
        LedgerCommand original = pick(posts);
        return new Step.Reverse(
                header(people.staff(), "REVERSAL", original.header().amount()).passingFreeze(),
                original.header().id());
    }

    private LedgerCommand any() {
        int roll = random.nextInt(100);
        if (roll < 14) {
            return topUp(people.customer(random));
        }
        if (roll < 36) {
            return transfer(people.customer(random), people.customer(random));
        }
        if (roll < 46) {
            return manyLegs();
        }
        if (roll < 57) {
            return reserve(random.nextInt(8) == 0 ? people.someoneRich(random) : null);
        }
        if (roll < 72) {
            return reserves.isEmpty() ? topUp(people.customer(random)) : endHold(pick(reserves));
        }
        if (roll < 78) {
            return issued.isEmpty() ? topUp(people.customer(random)) : refund(pick(issued));
        }
        if (roll < 80) {
            return refusal();
        }
        if (roll < 82) {
            return close();
        }
        if (roll < 90) {
            return issued.isEmpty() ? topUp(people.customer(random)) : again(pick(issued));
        }
        return roll < 93 ? topUp(people.someoneRich(random)) : richTransfer();
    }

    private LedgerCommand topUp(UUID customer) {
        Asset asset = asset();
        long minor =
                people.isRich(customer)
                        ? Long.MAX_VALUE / (1 + random.nextInt(3)) - random.nextInt(10)
                        : 1 + random.nextInt(3_000);
        LedgerCommand.Header header = header(customer, "TOP_UP", new Money(minor, asset));
        return new LedgerCommand.Post(
                random.nextInt(4) > 0 ? header.passingFreeze() : header,
                List.of(
                        leg(people.outside(customer, asset), -minor),
                        leg(AccountRef.wallet(customer, asset), minor)),
                List.of());
    }

    private LedgerCommand transfer(UUID from, UUID to) {
        Asset asset = asset();
        AccountRef wallet = AccountRef.wallet(from, asset);
        long minor = amount(wallet);
        LedgerCommand.Header header =
                header(from, "TRANSFER", new Money(minor, asset)).counterparty(to);
        return new LedgerCommand.Post(
                random.nextInt(8) == 0 ? header.passingFreeze() : header,
                List.of(leg(wallet, -minor), leg(AccountRef.wallet(to, asset), minor)),
                allowances(asset, minor));
    }

    private LedgerCommand richTransfer() {
        UUID from = people.someoneRich(random);
        return random.nextInt(3) == 0
                ? transfer(from, people.someoneRich(random))
                : out(from, asset());
    }

    private LedgerCommand out(UUID from, Asset asset) {
        AccountRef wallet = AccountRef.wallet(from, asset);
        long minor = amount(wallet);
        return new LedgerCommand.Post(
                header(from, "PAY_OUT", new Money(minor, asset)),
                List.of(leg(wallet, -minor), leg(people.outside(from, asset), minor)),
                allowances(asset, minor));
    }

    /** Several assets, some accounts more than once, legs in any order. */
    private LedgerCommand manyLegs() {
        UUID owner = people.customer(random);
        List<Leg> legs = new ArrayList<>();
        Asset first = asset();
        long minor = amount(AccountRef.wallet(owner, first));
        spread(owner, first, minor, legs);
        if (random.nextBoolean()) {
            Asset second = asset();
            spread(people.customer(random), second, 1 + random.nextInt(200), legs);
        }
        for (int more = random.nextInt(40) == 0 ? 31 : 0; more > 0; more--) {
            spread(owner, first, 1, legs);
        }
        Collections.shuffle(legs, random);
        return new LedgerCommand.Post(
                header(owner, "PAYMENT", new Money(minor, first)), legs, allowances(first, minor));
    }

    private void spread(UUID from, Asset asset, long minor, List<Leg> legs) {
        long fee = minor > 3 && random.nextBoolean() ? 1 + random.nextInt(3) : 0;
        legs.add(leg(AccountRef.wallet(from, asset), -minor));
        legs.add(leg(AccountRef.wallet(people.customer(random), asset), minor - fee));
        if (fee > 0) {
            legs.add(leg(people.fees(from, asset), fee));
        }
    }

    private LedgerCommand reserve(@Nullable UUID rich) {
        UUID owner = rich == null ? people.customer(random) : rich;
        Asset asset = asset();
        AccountRef account =
                rich != null && random.nextInt(3) == 0
                        ? people.outside(owner, asset)
                        : AccountRef.wallet(owner, asset);
        long minor = amount(account);
        Instant expires =
                mix.expiry() && random.nextBoolean()
                        ? now.plus(Duration.ofMinutes(30 + 60L * random.nextInt(30)))
                        : null;
        LedgerCommand.Header header = header(owner, "WITHDRAWAL", new Money(minor, asset));
        return new LedgerCommand.Reserve(
                random.nextInt(8) == 0 ? header.passingFreeze() : header,
                account,
                "WITHDRAWAL",
                allowances(asset, minor),
                expires);
    }

    private LedgerCommand endHold(LedgerCommand.Reserve reserve) {
        PostingId hold = reserve.header().id();
        UUID owner = reserve.header().owner();
        Money amount = reserve.header().amount();
        AccountRef account =
                random.nextInt(30) == 0
                        ? AccountRef.wallet(people.customer(random), amount.asset())
                        : reserve.account();
        LedgerCommand.Header header = header(owner, "HOLD_STEP", amount);
        int roll = random.nextInt(20);
        if (roll < 4) {
            return new LedgerCommand.Release(header, hold, account);
        }
        if (roll < 8 && mix.expiry()) {
            return new LedgerCommand.Expire(header, hold, account);
        }
        return capture(header, reserve, account);
    }

    private LedgerCommand capture(
            LedgerCommand.Header header, LedgerCommand.Reserve reserve, AccountRef account) {
        UUID owner = reserve.header().owner();
        Money amount = reserve.header().amount();
        long most = amount.minor();
        long part = random.nextBoolean() ? most : 1 + random.nextLong(most);
        if (random.nextInt(25) == 0 && part < Long.MAX_VALUE) {
            part = most < Long.MAX_VALUE ? most + 1 : most;
        }
        List<Leg> credits = new ArrayList<>();
        UUID payee = people.isRich(owner) ? people.someoneRich(random) : people.customer(random);
        if (part > 1 && random.nextBoolean()) {
            credits.add(leg(people.fees(owner, amount.asset()), 1));
            part--;
        }
        credits.add(
                random.nextBoolean()
                                && !account.owner()
                                        .equals(people.outside(owner, amount.asset()).owner())
                        ? leg(AccountRef.wallet(payee, amount.asset()), part)
                        : leg(people.outside(owner, amount.asset()), part));
        return new LedgerCommand.Capture(header, reserve.header().id(), account, credits);
    }

    private LedgerCommand refund(LedgerCommand original) {
        UUID owner = original.header().owner();
        Asset asset = original.header().amount().asset();
        long whole = original.header().amount().minor();
        long part = random.nextBoolean() ? whole : 1 + random.nextLong(whole);
        if (random.nextInt(20) == 0) {
            asset = asset();
        }
        AccountRef other = people.outside(owner, asset);
        LedgerCommand.Post refund =
                new LedgerCommand.Post(
                        header(
                                random.nextBoolean() ? people.staff() : owner,
                                "REFUND",
                                new Money(part, asset)),
                        List.of(leg(other, -part), leg(AccountRef.wallet(owner, asset), part)),
                        List.of(),
                        new LedgerCommand.GivesBack(
                                random.nextInt(30) == 0
                                        ? PostingId.of(owner, "never", "was")
                                        : original.header().id(),
                                random.nextInt(30) == 0 ? people.customer(random) : owner,
                                new Money(part, asset),
                                random.nextInt(4) == 0));
        return random.nextInt(3) == 0
                ? refund.recounting(
                        new LedgerCommand.Recount(original.header().id(), random.nextInt(3) > 0))
                : refund;
    }

    private LedgerCommand refusal() {
        Money amount = new Money(1 + random.nextInt(500), asset());
        return new LedgerCommand.Refuse(
                header(people.customer(random), "TRANSFER", amount),
                Problem.of(random.nextBoolean() ? Reason.SINGLE_LIMIT : Reason.DAILY_LIMIT)
                        .with("cap", amount)
                        .with("resetsAt", Instant.ofEpochSecond(random.nextInt()))
                        .with("tries", random.nextLong())
                        .with("name", "x\"\\\u4f59" + random.nextInt()));
    }

    private LedgerCommand close() {
        UUID owner = people.customer(random);
        AccountRef account = AccountRef.wallet(owner, Asset.values()[1 + random.nextInt(2)]);
        return new LedgerCommand.Close(
                header(owner, "CLOSE", new Money(1, account.asset())), account);
    }

    /** The same id again: the same command, or one that says something else. */
    private LedgerCommand again(LedgerCommand command) {
        LedgerCommand.Header header = command.header();
        LedgerCommand.Header other =
                switch (random.nextInt(9)) {
                    case 0 -> header.memo("another memo");
                    case 1 -> header.content(content("another request"));
                    case 2 -> header.content(null);
                    case 3 -> header.counterparty(people.customer(random));
                    case 4 ->
                            LedgerCommand.Header.of(
                                            header.id(),
                                            header.owner(),
                                            "OTHER",
                                            new Money(7, header.amount().asset()),
                                            "another")
                                    .content(header.content());
                    default -> header;
                };
        return Headers.with(command, other);
    }

    private List<Allowance> allowances(Asset asset, long minor) {
        List<Allowance> some = new ArrayList<>();
        while (some.size() < 3 && random.nextInt(3) == 0) {
            boolean huge = random.nextInt(30) == 0;
            some.add(
                    new Allowance(
                            random.nextBoolean() ? "payments" : "out 出",
                            pick(List.of(Allowance.Period.values())),
                            new Money(huge ? Long.MAX_VALUE : random.nextInt(20_000), asset),
                            new Money(huge ? Long.MAX_VALUE - random.nextInt(9) : minor, asset),
                            random.nextBoolean() ? Reason.DAILY_LIMIT : Reason.CLASS_LIMIT));
        }
        return some;
    }

    private LedgerCommand.Header header(UUID owner, String kind, Money amount) {
        String cause = "n" + number++;
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                        PostingId.of(owner, "model", cause), owner, kind, amount, cause);
        if (random.nextInt(3) == 0) {
            header = header.content(content("request " + cause));
        }
        if (random.nextInt(3) == 0) {
            header = header.memo("谢谢 \uD83D\uDC2F " + cause);
        }
        return random.nextInt(5) == 0
                ? header.metadata(Map.of("b", "二" + cause, "a", "\u0001\"", "c", ""))
                : header;
    }

    private static IdempotentRequest.Digest content(String text) {
        return new IdempotentRequest.Digest(KEYS, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Mostly what is there allows, sometimes a little more. */
    private long amount(AccountRef account) {
        long available = model.state().account(account).available().longValue();
        if (available <= 0 || random.nextInt(6) == 0) {
            return 1 + random.nextInt(1_500);
        }
        long some = random.nextInt(5) == 0 ? available : 1 + random.nextLong(available);
        return random.nextInt(12) == 0 && available < Long.MAX_VALUE ? available + 1 : some;
    }

    private Asset asset() {
        int roll = random.nextInt(10);
        return roll < 7 ? Asset.CNY : roll < 9 ? Asset.USDC : Asset.BTC;
    }

    private static Leg leg(AccountRef account, long minor) {
        return new Leg(account, new Money(minor, account.asset()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static <T> void remember(List<T> all, T one) {
        all.add(one);
        if (all.size() > REMEMBERED) {
            all.removeFirst();
        }
    }
}
