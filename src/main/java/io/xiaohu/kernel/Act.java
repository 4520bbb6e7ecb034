package io.xiaohu.kernel;

/** What a customer can do next, with the place in the wallet where it is done. */
public enum Act {
    TRY_AGAIN(""),
    TOP_UP("/app/top-up"),
    WITHDRAW("/app/withdraw"),
    TRANSFER("/app/transfer"),
    CHOOSE_CHANNEL("/app/top-up"),
    VERIFY("/app/verification"),
    LIMITS("/app/limits"),
    BILLS("/app/bills"),
    SET_PIN("/app/settings/pin"),
    SAFETY("/app/safety"),
    SIGN_IN("/app/sign-in"),
    REGISTER("/app/register"),
    RESET_PASSWORD("/app/forgot-password"),
    NEW_CODE(""),
    CORRECT_INPUT(""),
    CONTACT_SUPPORT("/app/contact");

    private final String href;

    Act(String href) {
        this.href = href;
    }

    /**
     * A path inside the wallet, or empty when the act happens on the screen that shows the failure.
     */
    public String href() {
        return href;
    }
}
