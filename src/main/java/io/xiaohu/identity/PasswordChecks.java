package io.xiaohu.identity;

import io.xiaohu.identity.core.Names;
import io.xiaohu.identity.core.Passwords;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Phone;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Advice on a password while it is typed, by the rules that decide later. It keeps nothing. */
@Service
public class PasswordChecks {

    private final Passwords passwords;
    private final Customers customers;

    PasswordChecks(Passwords passwords, Customers customers) {
        this.passwords = passwords;
        this.customers = customers;
    }

    /** What was typed so far; phone and name may be left out. */
    public record Typed(String password, @Nullable Phone phone, @Nullable String displayName) {
        @Override
        public String toString() {
            return "Typed";
        }
    }

    /**
     * Takes phone and name as registering would; those of a customer who is signed in and names no
     * phone are the account's own.
     */
    public Passwords.Verdict check(Caller.@Nullable Customer me, Typed typed, Locale locale) {
        Phone phone = typed.phone();
        if (phone != null) {
            String name = Accounts.name(phone, typed.displayName(), locale);
            return passwords.judge(typed.password(), phone, name, locale);
        }
        if (me != null) {
            Customer own = customers.get(me.customerId());
            return passwords.judge(typed.password(), own.phone(), own.displayName(), locale);
        }
        String given = typed.displayName();
        String name = given == null ? "" : Names.clean(given);
        return passwords.judge(typed.password(), null, name, locale);
    }
}
