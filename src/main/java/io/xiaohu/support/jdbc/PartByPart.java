package io.xiaohu.support.jdbc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Handles what a sweep finds, part by part, each in a transaction of its own. */
@Component
public class PartByPart {

    private final TransactionTemplate own;

    PartByPart(PlatformTransactionManager manager) {
        this.own = new TransactionTemplate(manager);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Goes on until nothing is left but what was tried; each is tried once.
     *
     * @param part finds some of what is due; what was handled is not found again
     * @param failed is told of one whose transaction was rolled back; the others go on
     */
    public <T> void all(
            Supplier<List<T>> part, Consumer<T> what, BiConsumer<T, RuntimeException> failed) {
        Set<T> tried = new HashSet<>();
        for (List<T> fresh = untried(part, tried); !fresh.isEmpty(); fresh = untried(part, tried)) {
            fresh.forEach(one -> alone(one, what, failed));
        }
    }

    private static <T> List<T> untried(Supplier<List<T>> part, Set<T> tried) {
        return part.get().stream().filter(tried::add).toList();
    }

    private <T> void alone(T one, Consumer<T> what, BiConsumer<T, RuntimeException> failed) {
        try {
            own.executeWithoutResult(status -> what.accept(one));
        } catch (RuntimeException e) {
            failed.accept(one, e);
        }
    }
}
