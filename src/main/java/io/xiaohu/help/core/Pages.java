package io.xiaohu.help.core;

import java.util.Set;

/** The pages of the site and the wallet an article may lead to. */
public final class Pages {

    /** Without those that need an id. A test holds the wallet's ones against its routes. */
    public static final Set<String> ALL =
            Set.of(
                    "/status",
                    "/contact",
                    "/verify",
                    "/verify-statement",
                    "/feedback",
                    "/en/status",
                    "/en/contact",
                    "/en/verify",
                    "/en/verify-statement",
                    "/en/feedback",
                    "/app/",
                    "/app/sign-in",
                    "/app/prove-number",
                    "/app/register",
                    "/app/forgot-password",
                    "/app/settings/password",
                    "/app/settings/phone",
                    "/app/top-up",
                    "/app/withdraw",
                    "/app/transfer",
                    "/app/collect",
                    "/app/scan",
                    "/app/requests",
                    "/app/bills",
                    "/app/bills/statement",
                    "/app/messages",
                    "/app/contact",
                    "/app/feedback",
                    "/app/feedback/public",
                    "/app/verify",
                    "/app/me",
                    "/app/settings/phrase",
                    "/app/settings/cards",
                    "/app/settings/pin",
                    "/app/settings/second-factor",
                    "/app/settings/passkeys",
                    "/app/safety",
                    "/app/verification",
                    "/app/limits",
                    "/app/disputes/new",
                    "/app/service-requests",
                    "/app/service-requests/new",
                    "/app/calls");

    private Pages() {}
}
