package io.xiaohu.kernel;

import static io.xiaohu.kernel.MoneyState.ARRIVED;
import static io.xiaohu.kernel.MoneyState.CHECKING;
import static io.xiaohu.kernel.MoneyState.HELD;
import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.kernel.MoneyState.RETURNED;
import static io.xiaohu.kernel.MoneyState.TAKEN_BACK;

import java.util.List;

/**
 * Every reason why something can be refused or fail, with all that is the same each time: the HTTP
 * status, where the money is, whether trying again can help, whether a human is offered, what to do
 * next. Title and detail stand in {@code messages/reasons_*.properties} under the reason's name.
 * See requirement C2.
 */
public enum Reason {
    // What was sent
    BAD_INPUT(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    AMOUNT_INVALID(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    ASSET_NOT_SUPPORTED(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PHONE_INVALID(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PHONE_NOT_SUPPORTED(400, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    DESTINATION_INVALID(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    IDEMPOTENCY_KEY_REQUIRED(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    IDEMPOTENCY_CONFLICT(409, NOT_TAKEN, false, true, Act.BILLS),
    NOT_FOUND(404, NOT_TAKEN, false, false, Act.BILLS),
    METHOD_NOT_ALLOWED(405, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    NOT_ACCEPTABLE(406, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    BODY_TOO_LARGE(413, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    MEDIA_TYPE_NOT_SUPPORTED(415, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    TOO_MANY_REQUESTS(429, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    INTERNAL(500, CHECKING, true, true, Act.TRY_AGAIN, Act.CONTACT_SUPPORT),
    UNAVAILABLE(503, NOT_TAKEN, true, true, Act.TRY_AGAIN, Act.CONTACT_SUPPORT),

    // Who is calling
    NOT_SIGNED_IN(401, NOT_TAKEN, false, false, Act.SIGN_IN),
    NOT_ALLOWED(403, NOT_TAKEN, false, false, Act.CONTACT_SUPPORT),
    LOOK_REASON_NEEDED(403, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    CSRF_TOKEN_WRONG(403, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    FOREIGN_ORIGIN(403, NOT_TAKEN, false, false, Act.SIGN_IN),
    CREDENTIALS_WRONG(401, NOT_TAKEN, true, true, Act.TRY_AGAIN, Act.RESET_PASSWORD),
    SIGN_IN_LOCKED(423, NOT_TAKEN, false, true, Act.RESET_PASSWORD, Act.CONTACT_SUPPORT),
    STAFF_CREDENTIALS_WRONG(401, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    STAFF_SIGN_IN_LOCKED(423, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    INVITATION_INVALID(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PHONE_TAKEN(409, NOT_TAKEN, false, true, Act.SIGN_IN, Act.RESET_PASSWORD),
    PHONE_NOT_PROVED(409, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PHONE_UNCHANGED(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PHONE_CHANGED_RECENTLY(409, NOT_TAKEN, false, true, Act.SAFETY),
    CODE_WRONG(422, NOT_TAKEN, true, true, Act.CORRECT_INPUT, Act.NEW_CODE),
    CODE_EXPIRED(422, NOT_TAKEN, false, true, Act.NEW_CODE),
    CODE_SPENT(422, NOT_TAKEN, false, true, Act.NEW_CODE),
    CODE_TOO_SOON(429, NOT_TAKEN, true, true, Act.TRY_AGAIN),
    PASSWORD_WEAK(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PASSWORD_USED_BEFORE(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PASSWORD_WRONG(403, NOT_TAKEN, true, false, Act.CORRECT_INPUT, Act.RESET_PASSWORD),
    PIN_NOT_SET(409, NOT_TAKEN, false, false, Act.SET_PIN),
    PIN_NEEDED(403, NOT_TAKEN, true, false, Act.CORRECT_INPUT),
    PIN_WRONG(403, NOT_TAKEN, true, false, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    PIN_LOCKED(423, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    PIN_WEAK(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    STEP_UP_NEEDED(403, NOT_TAKEN, true, true, Act.SAFETY),
    STEP_UP_FAILED(403, NOT_TAKEN, true, true, Act.TRY_AGAIN),
    SECOND_FACTOR_WRONG(403, NOT_TAKEN, true, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    SECOND_FACTOR_LOCKED(423, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    SECOND_FACTOR_ON(409, NOT_TAKEN, false, false, Act.SAFETY),
    PASSKEY_WRONG(401, NOT_TAKEN, true, true, Act.TRY_AGAIN),
    PASSKEY_REFUSED(403, NOT_TAKEN, true, true, Act.TRY_AGAIN),
    PASSKEYS_FULL(409, NOT_TAKEN, false, false, Act.SAFETY),
    SECOND_FACTOR_OFF(409, NOT_TAKEN, false, false, Act.SAFETY),
    FIRST_CODE_WRONG(422, NOT_TAKEN, true, true, Act.CORRECT_INPUT),
    ENROLMENT_OVER(422, NOT_TAKEN, false, false, Act.SAFETY),
    ACCOUNT_FROZEN(403, NOT_TAKEN, false, true, Act.SAFETY, Act.CONTACT_SUPPORT),
    ACCOUNT_CLOSED(403, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),

    // Whose name it is
    IDENTITY_NUMBER_INVALID(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    REAL_NAME_INVALID(400, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    IDENTITY_TOO_YOUNG(422, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    IDENTITY_MISMATCH(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    IDENTITY_NOT_ON_RECORD(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    IDENTITY_TOO_MANY_ACCOUNTS(409, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    IDENTITY_FIXED(409, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    IDENTITY_NEEDED_FIRST(409, NOT_TAKEN, false, false, Act.VERIFY),
    PHONE_OWNER_MISMATCH(422, NOT_TAKEN, false, true, Act.VERIFY, Act.CONTACT_SUPPORT),
    CARD_OWNER_MISMATCH(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    CARD_NOT_CHECKABLE(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    FACE_MISMATCH(422, NOT_TAKEN, true, true, Act.TRY_AGAIN, Act.CONTACT_SUPPORT),
    DOCUMENT_REFUSED(422, NOT_TAKEN, false, true, Act.VERIFY, Act.CONTACT_SUPPORT),
    DOCUMENT_EXPIRED(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.CONTACT_SUPPORT),
    DOCUMENT_UNDER_REVIEW(409, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    CHECK_UNAVAILABLE(503, NOT_TAKEN, true, true, Act.TRY_AGAIN, Act.CONTACT_SUPPORT),
    REVIEW_DECIDED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),

    // Money
    INSUFFICIENT_BALANCE(422, NOT_TAKEN, false, true, Act.TOP_UP, Act.BILLS),
    REAL_NAME_REQUIRED(422, NOT_TAKEN, false, true, Act.VERIFY),
    CLASS_LIMIT(422, NOT_TAKEN, false, true, Act.LIMITS, Act.VERIFY),
    DAILY_LIMIT(422, NOT_TAKEN, false, true, Act.LIMITS, Act.TRY_AGAIN),
    COOLING_DOWN(422, NOT_TAKEN, false, true, Act.LIMITS, Act.SAFETY),
    SINGLE_LIMIT(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT, Act.LIMITS),
    UNDER_REVIEW(422, HELD, false, true, Act.BILLS),
    RISK_REFUSED(422, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT, Act.BILLS),
    PAYEE_REPORTED(422, NOT_TAKEN, false, true, Act.SAFETY, Act.CONTACT_SUPPORT),
    REVIEW_RETURNED(422, RETURNED, false, true, Act.CONTACT_SUPPORT, Act.BILLS),
    REVIEW_UNANSWERED(422, RETURNED, true, true, Act.TRY_AGAIN, Act.CONTACT_SUPPORT),
    REVIEW_PAYEE_GONE(422, RETURNED, false, true, Act.TRANSFER, Act.BILLS),
    PAYEE_NOT_FOUND(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    TRANSFER_WAITS(409, HELD, false, true, Act.BILLS),
    TRANSFER_CANCELLED(409, RETURNED, false, true, Act.TRANSFER),
    TRANSFER_UNCLAIMED(409, RETURNED, false, true, Act.TRANSFER),
    TRANSFER_NOT_WAITING(409, ARRIVED, false, true, Act.BILLS),
    RETURN_TOO_LATE(422, NOT_TAKEN, false, true, Act.TRANSFER, Act.CONTACT_SUPPORT),
    ALREADY_PAID(409, NOT_TAKEN, false, true, Act.BILLS),
    DEMAND_ENDED(409, NOT_TAKEN, false, false, Act.BILLS),
    NOT_PAID(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    PAY_CODE_INVALID(422, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    PAY_CODE_REFUSED(422, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    SIGNATURE_WRONG(401, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    SIGNATURE_STALE(401, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    REQUEST_REPLAYED(409, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PAYEE_CANNOT_RECEIVE(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    STATEMENT_EMPTY(422, NOT_TAKEN, false, false, Act.BILLS),
    STATEMENT_TOO_LONG(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    HOLD_EXPIRED(422, RETURNED, false, true, Act.BILLS),
    ALREADY_GIVEN_BACK(409, NOT_TAKEN, false, true, Act.BILLS),
    ACCOUNT_NOT_EMPTY(409, NOT_TAKEN, false, true, Act.WITHDRAW, Act.BILLS),
    PAYEE_IS_SELF(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    CARDS_FULL(409, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    FEE_CHANGED(409, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    CHANNEL_NOT_FOUND(422, NOT_TAKEN, false, true, Act.CHOOSE_CHANNEL),
    CHANNEL_TIMEOUT(422, NOT_TAKEN, true, true, Act.TRY_AGAIN, Act.CHOOSE_CHANNEL),
    CHANNEL_NO_ANSWER(422, CHECKING, false, true, Act.BILLS),
    CHANNEL_DOWN(422, NOT_TAKEN, true, true, Act.CHOOSE_CHANNEL, Act.TRY_AGAIN),
    CHANNEL_REJECTED(422, NOT_TAKEN, false, true, Act.CHOOSE_CHANNEL),
    WITHDRAWAL_REJECTED(422, RETURNED, false, true, Act.WITHDRAW),
    WITHDRAWAL_TIMEOUT(422, RETURNED, true, true, Act.WITHDRAW),
    WITHDRAWAL_CHANNEL_DOWN(422, RETURNED, true, true, Act.WITHDRAW),
    WITHDRAWAL_NO_ANSWER(422, CHECKING, false, true, Act.BILLS),
    WITHDRAWAL_RETURNED(422, RETURNED, false, true, Act.WITHDRAW),
    CHARGED_BACK(422, TAKEN_BACK, false, true, Act.BILLS),
    MAINTENANCE(503, NOT_TAKEN, true, true, Act.CHOOSE_CHANNEL, Act.TRY_AGAIN),

    // Care
    CONVERSATION_CLOSED(409, NOT_TAKEN, false, false, Act.CONTACT_SUPPORT),
    ALREADY_CLAIMED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    STALE_REPLY(409, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    TAKE_BACK_TOO_LATE(422, NOT_TAKEN, false, false, Act.CONTACT_SUPPORT),
    RATING_NOT_OPEN(409, NOT_TAKEN, false, false, Act.CONTACT_SUPPORT),
    REQUEST_NOT_MOVABLE(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    REQUEST_REOPEN_TOO_LATE(409, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    CALLER_NOT_KNOWN(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    CALL_PHRASE_WRONG(422, NOT_TAKEN, true, false, Act.CORRECT_INPUT),
    FILE_TYPE_REFUSED(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    FILE_TOO_LARGE(413, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    FILE_BEING_CHECKED(409, NOT_TAKEN, true, false, Act.TRY_AGAIN),
    FILE_HARMFUL(422, NOT_TAKEN, false, true, Act.CORRECT_INPUT),
    DISPUTE_TOO_LATE(422, NOT_TAKEN, false, true, Act.CONTACT_SUPPORT),
    DISPUTE_EXISTS(409, NOT_TAKEN, false, true, Act.BILLS),
    NOTICE_TOO_LATE(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    NOT_CORRECTABLE(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    STATEMENT_FILE_INVALID(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    DIFFERENCE_ENDED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    ENDING_UNFIT(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    WRITE_OFF_TOO_LARGE(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    DAY_NOT_OVER(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    DAY_NOT_EXPLAINED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    DAY_CLOSED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    SECOND_PERSON_NEEDED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    PROPOSAL_OPEN(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    PROPOSAL_DECIDED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    PROPOSAL_EXPIRED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    LAST_ADMIN(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    MEMBER_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    NOT_LOCKED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    CHECK_STANDS(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    CALENDAR_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    CALENDAR_EXISTS(409, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    CALENDAR_FILE_INVALID(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    PEAK_TOO_LATE(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    TOOL_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    SHORTCUT_TAKEN(409, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    VARIABLE_UNFILLED(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    LIMIT_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    RISK_RULE_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    CONTACT_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    HOT_ENTRY_OURS(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    ARTICLE_CHANGED(409, NOT_TAKEN, false, false, Act.TRY_AGAIN),
    ARTICLE_UNFIT(422, NOT_TAKEN, false, false, Act.CORRECT_INPUT),
    NOT_FROZEN(409, NOT_TAKEN, false, false, Act.TRY_AGAIN);

    private final int status;
    private final MoneyState money;
    private final boolean retry;
    private final boolean support;
    private final List<Act> acts;

    Reason(int status, MoneyState money, boolean retry, boolean support, Act... acts) {
        this.status = status;
        this.money = money;
        this.retry = retry;
        this.support = support;
        this.acts = List.of(acts);
    }

    /** The HTTP status when this reason is the answer to a call. */
    public int status() {
        return status;
    }

    /** Where the money is unless the problem knows better. */
    public MoneyState money() {
        return money;
    }

    /** Whether the same attempt, made again, can succeed. */
    public boolean retry() {
        return retry;
    }

    /** Whether a human is offered at once. */
    public boolean support() {
        return support;
    }

    /** What the customer can do next, the most helpful first. */
    public List<Act> acts() {
        return acts;
    }
}
