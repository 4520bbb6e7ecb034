package io.xiaohu.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;

/**
 * A mobile number in E.164, such as {@code +8613800137281}. A number without country code is read
 * as a mainland one; full-width digits and spaces people paste are accepted.
 */
public record Phone(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int LONGEST_INPUT = 40;
    private static final Set<PhoneNumberType> RECEIVES_TEXTS =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    /** Numbers that come again and again; only good ones are kept. */
    private static final Cache<String, Phone> KNOWN =
            Caffeine.newBuilder().maximumSize(20_000).build();

    /**
     * @throws ProblemException PHONE_INVALID when it is no number; PHONE_NOT_SUPPORTED when no text
     *     can reach it (fixed, premium-rate, toll-free)
     */
    public static Phone parse(String text) {
        return KNOWN.get(text, Phone::read);
    }

    private static Phone read(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (plain.length() > LONGEST_INPUT) {
            throw Problem.of(Reason.PHONE_INVALID).field("phone").exception();
        }
        try {
            PhoneNumber number = NUMBERS.parse(plain, "CN");
            if (!NUMBERS.isValidNumber(number)) {
                throw Problem.of(Reason.PHONE_INVALID).field("phone").exception();
            }
            if (!RECEIVES_TEXTS.contains(NUMBERS.getNumberType(number))) {
                throw Problem.of(Reason.PHONE_NOT_SUPPORTED).field("phone").exception();
            }
            return new Phone(NUMBERS.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            throw Problem.of(Reason.PHONE_INVALID).field("phone").exception();
        }
    }

    /**
     * Such as {@code 138****7281}: enough to recognise one's own, not enough to call a stranger.
     */
    public String masked() {
        String national = e164.startsWith("+86") ? e164.substring(3) : e164;
        int shownFirst = e164.startsWith("+86") ? 3 : Math.min(4, national.length() - 4);
        return national.substring(0, shownFirst)
                + "****"
                + national.substring(national.length() - 4);
    }

    public byte[] bytes() {
        return e164.getBytes(StandardCharsets.UTF_8);
    }

    /** Masked, so that a number that slips into a log is not a full one. */
    @Override
    public String toString() {
        return masked();
    }
}
