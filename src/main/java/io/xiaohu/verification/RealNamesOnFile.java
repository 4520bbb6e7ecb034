package io.xiaohu.verification;

import io.xiaohu.identity.RealNames;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A name is on file from class II on. */
@Component
class RealNamesOnFile implements RealNames {

    private final AccountClasses classes;

    RealNamesOnFile(AccountClasses classes) {
        this.classes = classes;
    }

    @Override
    public boolean isOnFile(UUID customer) {
        return classes.of(customer) != AccountClass.I;
    }
}
