package io.xiaohu.verification.provider;

import io.xiaohu.verification.CheckKind;
import java.util.Set;

/** Outside demo mode, until the operator configures a provider: only people can check people. */
class NoIdentityChecks implements IdentityCheckProvider {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Set<CheckKind> kinds() {
        return Set.of();
    }

    @Override
    public Verdict ask(Question question) {
        throw new Unanswered("no provider of identity checks is configured");
    }
}
