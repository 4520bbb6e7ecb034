package io.xiaohu.wallet.demo;

import io.xiaohu.funding.Funding;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.DemoAccounts;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.StartNotes;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.payment.Given;
import io.xiaohu.payment.Transfers;
import io.xiaohu.support.Conversations;
import io.xiaohu.verification.DemoNames;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Two people with a history, so that a demo has something to look at. Their money moved through the
 * same calls as anybody's, and starting again makes nothing twice.
 */
@Component
@Profile("demo")
@Order(10)
class DemoPeople implements ApplicationRunner, StartNotes {

    private static final Phone CHEN = new Phone("+8613800137281");
    private static final Phone LIN = new Phone("+8613900137282");
    private static final String PASSWORD = "little-fox-in-the-snow";
    private static final String PIN = "314159";
    private static final String CHENS_NUMBER = "330106199506140029";

    private final DemoAccounts accounts;
    private final Customers customers;
    private final DemoNames names;
    private final Funding funding;
    private final Transfers transfers;
    private final Conversations conversations;
    private final Keyring keyring;
    private final boolean wanted;

    DemoPeople(
            DemoAccounts accounts,
            Customers customers,
            DemoNames names,
            Funding funding,
            Transfers transfers,
            Conversations conversations,
            Keyring keyring,
            @Value("${xiaohu.demo.people:true}") boolean wanted) {
        this.accounts = accounts;
        this.customers = customers;
        this.names = names;
        this.funding = funding;
        this.transfers = transfers;
        this.conversations = conversations;
        this.keyring = keyring;
        this.wanted = wanted;
    }

    /**
     * Goes on where a killed start left off: every step before the last, which is looked for, is
     * the same when done again.
     */
    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted || customers.findByPhone(CHEN).filter(this::hasAsked).isPresent()) {
            return;
        }
        Customer lin = accounts.open(LIN, "林小满", PASSWORD, PIN);
        Customer chen = accounts.open(CHEN, "陈晓宁", PASSWORD, PIN);
        names.confirm(chen.id(), "陈晓宁", CHENS_NUMBER);
        topUp(chen.id(), "first", 2_700_00);
        pay(chen.id(), LIN, "午饭", 36_50);
        pay(chen.id(), LIN, "电影票", 90_00);
        topUp(lin.id(), "first", 300_00);
        pay(lin.id(), CHEN, "还你咖啡钱", 28_00);
        withdraw(chen.id(), 200_00);
        UUID failed = topUp(chen.id(), "refused", 200_03);
        conversations.open(
                new Conversations.Visitor(chen.id(), null),
                new Conversations.Opening(
                        null,
                        new SubjectRef(SubjectKind.TOP_UP, failed),
                        "CHANNEL_REJECTED",
                        null,
                        "银行短信说扣了 200，你们说没有扣，钱到底在哪？"),
                Languages.CHINESE);
    }

    private boolean hasAsked(Customer customer) {
        return !conversations.of(new Conversations.Visitor(customer.id(), null)).isEmpty();
    }

    @Override
    public List<String> lines() {
        return wanted
                ? List.of(
                        "  people  13800137281 (陈晓宁) and 13900137282 (林小满),",
                        "          password " + PASSWORD + ", payment PIN " + PIN)
                : List.of();
    }

    private UUID topUp(UUID customer, String cause, long minor) {
        return funding.topUp(customer, request(cause), "sandbox", Money.cny(minor), null);
    }

    private void pay(UUID payer, Phone to, String memo, long minor) {
        transfers.send(
                payer,
                request(memo),
                new Transfers.SendMoney(
                        to,
                        Money.cny(minor),
                        memo,
                        new Given(PIN, null, null, null),
                        Languages.CHINESE));
    }

    private void withdraw(UUID customer, long minor) {
        funding.withdraw(
                customer,
                request("withdrawal"),
                "sandbox",
                "6222020000000000000",
                Money.cny(minor),
                null,
                new Funding.Proof(PIN, null, null, null));
    }

    private IdempotentRequest request(String cause) {
        byte[] content = cause.getBytes(StandardCharsets.UTF_8);
        return new IdempotentRequest(
                "demo-" + HexFormat.of().formatHex(content),
                new IdempotentRequest.Digest(keyring, content));
    }
}
