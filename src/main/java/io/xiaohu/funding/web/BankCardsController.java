package io.xiaohu.funding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.funding.BankCard;
import io.xiaohu.funding.BankCards;
import io.xiaohu.funding.core.Bank;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Bank cards")
@RestController
class BankCardsController {

    private static final Texts TEXTS = Texts.of("funding");

    record Bind(
            @NotBlank @Size(max = 60) String number,
            @Size(max = 60) @Nullable String holderName,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {
        @Override
        public String toString() {
            return "Bind";
        }
    }

    /** A card without its number. */
    record Shown(UUID id, Bank bank, String bankName, String tail, String masked, Instant boundAt) {

        static Shown of(BankCard card, Locale locale) {
            return new Shown(
                    card.id(),
                    card.bank(),
                    TEXTS.get(locale, "bank." + card.bank()),
                    card.tail(),
                    "**** " + card.tail(),
                    card.boundAt());
        }
    }

    private final BankCards cards;

    BankCardsController(BankCards cards) {
        this.cards = cards;
    }

    @Operation(
            summary = "Bind a bank card",
            description =
                    "The number is checked by its last digit, sealed and never shown again; the"
                        + " bank is told by its first digits. Needs a second proof (403"
                        + " STEP_UP_NEEDED); the same card again is the same id. At most ten (409"
                        + " CARDS_FULL).")
    @PostMapping("/api/v1/bank-cards")
    @ResponseStatus(HttpStatus.CREATED)
    Shown bind(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Bind body,
            Locale locale) {
        String holder = body.holderName();
        BankCard card =
                cards.bind(
                        me.customerId(),
                        body.number(),
                        holder == null || holder.isBlank() ? null : holder.strip(),
                        new BankCards.Proof(body.challengeId(), body.proof()));
        return Shown.of(card, locale);
    }

    @Operation(
            summary = "My bank cards",
            description = "Bank and last digits, in the order they were bound.")
    @GetMapping("/api/v1/bank-cards")
    Page<Shown> list(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(
                cards.list(me.customerId()).stream().map(card -> Shown.of(card, locale)).toList());
    }

    @Operation(
            summary = "Unbind a bank card",
            description =
                    "Its number is erased; a withdrawal under way to it goes on. 404 for a card"
                            + " that is not mine.")
    @DeleteMapping("/api/v1/bank-cards/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unbind(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        cards.unbind(me.customerId(), id);
    }
}
