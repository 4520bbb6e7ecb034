package io.xiaohu.verification.provider;

import io.xiaohu.kernel.Reason;
import io.xiaohu.verification.CheckKind;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * In demo mode nobody is asked: every name and number passes, save for what the last character
 * steers.
 *
 * <ul>
 *   <li>a name ending in 败 does not match its number; in 无 is not on record
 *   <li>a name ending in 缓 gets no answer the first time
 *   <li>a name ending in 借 has a phone that is somebody else's
 *   <li>a name ending in 异 has a face that is not alike
 *   <li>a card ending in 0002 is somebody else's; in 0010 its bank does not answer such questions
 * </ul>
 */
@Component
@Profile("demo")
class DemoIdentityChecks implements IdentityCheckProvider {

    static final String NAME = "demo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<CheckKind> kinds() {
        return EnumSet.of(
                CheckKind.IDENTITY_NUMBER,
                CheckKind.PHONE_OWNER,
                CheckKind.BANK_CARD,
                CheckKind.FACE);
    }

    @Override
    public Verdict ask(Question question) {
        String name = question.name().value();
        if (name.endsWith("缓") && question.tries() == 0) {
            throw new Unanswered("the demo does not answer the first time");
        }
        String card = question.card() == null ? "" : question.card();
        return switch (question.kind()) {
            case IDENTITY_NUMBER ->
                    name.endsWith("无")
                            ? failed(Reason.IDENTITY_NOT_ON_RECORD)
                            : unless(name.endsWith("败"), Reason.IDENTITY_MISMATCH);
            case PHONE_OWNER -> unless(name.endsWith("借"), Reason.PHONE_OWNER_MISMATCH);
            case BANK_CARD ->
                    card.endsWith("0010")
                            ? failed(Reason.CARD_NOT_CHECKABLE)
                            : unless(card.endsWith("0002"), Reason.CARD_OWNER_MISMATCH);
            case FACE -> unless(name.endsWith("异"), Reason.FACE_MISMATCH);
            case DOCUMENT, FACE_TO_FACE ->
                    throw new IllegalArgumentException("people decide " + question.kind());
        };
    }

    private static Verdict unless(boolean steered, Reason reason) {
        return steered ? failed(reason) : new Verdict.Passed("demo");
    }

    private static Verdict failed(Reason reason) {
        return new Verdict.Failed(reason, "demo");
    }
}
