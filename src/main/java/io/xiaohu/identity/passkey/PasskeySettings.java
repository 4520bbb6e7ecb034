package io.xiaohu.identity.passkey;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where passkeys are good. Settings and never the {@code Host} header: whoever could choose the
 * origin could have a passkey sign for another page.
 *
 * @param relyingParty the domain passkeys belong to, for good: another one knows none of them
 * @param origins where the wallet is opened, such as {@code https://pay.example.com}; empty for
 *     this server's own port at localhost
 */
@ConfigurationProperties("xiaohu.passkeys")
public record PasskeySettings(
        @DefaultValue("localhost") String relyingParty, @DefaultValue List<String> origins) {

    public PasskeySettings {
        if (origins.isEmpty() && !relyingParty.equals("localhost")) {
            throw new IllegalStateException(
                    "xiaohu.passkeys.origins is not set; name where the wallet is opened, such as"
                            + " https://"
                            + relyingParty);
        }
        for (String origin : origins) {
            requireWithin(relyingParty, origin);
        }
    }

    /** Browsers refuse everything else, and only show it as an error of the page. */
    private static void requireWithin(String relyingParty, String origin) {
        URI uri = URI.create(origin);
        String host = uri.getHost();
        boolean within =
                host != null
                        && (host.equals(relyingParty) || host.endsWith("." + relyingParty))
                        && (host.equals("localhost") || "https".equals(uri.getScheme()))
                        && String.valueOf(uri.getPath()).isEmpty();
        if (!within) {
            throw new IllegalStateException(
                    "xiaohu.passkeys.origins has "
                            + origin
                            + ", which is not https at "
                            + relyingParty
                            + " or below it, without a path");
        }
    }
}
