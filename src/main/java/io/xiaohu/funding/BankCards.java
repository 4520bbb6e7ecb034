package io.xiaohu.funding;

import io.xiaohu.funding.core.Bank;
import io.xiaohu.funding.jdbc.CardRows;
import io.xiaohu.identity.StepUps;
import io.xiaohu.kernel.CardNumber;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A customer's bank cards: bound with a second proof, known by their last digits from then on. */
@Service
public class BankCards {

    private static final int MOST = 10;

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final CardRows rows;
    private final StepUps stepUps;
    private final TransactionTemplate transactions;
    private final Clock clock;

    BankCards(CardRows rows, StepUps stepUps, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.stepUps = stepUps;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What proves that the card's new owner is the customer. */
    public record Proof(@Nullable UUID challengeId, @Nullable String proof) {}

    /**
     * Binds a card; one that is bound already is the same card again.
     *
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID, STEP_UP_NEEDED and its kin,
     *     CARDS_FULL at ten
     */
    public BankCard bind(UUID customer, String typed, @Nullable String holder, Proof proof) {
        String number = CardNumber.parse(typed, "number");
        Optional<BankCard> known = known(customer, number);
        if (known.isPresent()) {
            return known.get();
        }
        stepUps.require(customer, "bind card " + number, proof.challengeId(), proof.proof());
        return Objects.requireNonNull(
                transactions.execute(status -> insert(customer, number, holder)));
    }

    private BankCard insert(UUID customer, String number, @Nullable String holder) {
        rows.lock(customer);
        return known(customer, number)
                .orElseGet(() -> {
                    BankCard card =
                            new BankCard(
                                    Ids.next(),
                                    Bank.of(number),
                                    number.substring(number.length() - 4),
                                    clock.instant().truncatedTo(ChronoUnit.MICROS));
                    rows.insert(customer, card, number, holder);
                    return card;
                });
    }

    /** The card when it is bound already; refuses when there is no place for it. */
    private Optional<BankCard> known(UUID customer, String number) {
        List<BankCard> bound = rows.list(customer);
        Optional<BankCard> same =
                bound.stream()
                        .filter(card -> number.endsWith(card.tail()))
                        .filter(card ->
                                rows.number(customer, card.id()).equals(Optional.of(number)))
                        .findFirst();
        if (same.isEmpty() && bound.size() >= MOST) {
            throw Problem.of(Reason.CARDS_FULL).with("most", MOST).exception();
        }
        return same;
    }

    /** In the order they were bound. */
    public List<BankCard> list(UUID customer) {
        return rows.list(customer);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND for a card that is not the customer's
     */
    public void unbind(UUID customer, UUID id) {
        if (!rows.unbind(customer, id, clock.instant())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }

    /**
     * The number a withdrawal goes to.
     *
     * @param destination a card number, or the id of a bound card
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID, NOT_FOUND
     */
    String number(UUID customer, String destination) {
        if (!ID.matcher(destination).matches()) {
            return CardNumber.parse(destination, "destination");
        }
        return rows.number(customer, UUID.fromString(destination))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("destination").exception());
    }
}
