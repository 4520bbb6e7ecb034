package io.xiaohu.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller method that moves money: an {@code Idempotency-Key} is required, and the
 * repeat is answered from the ledger's or the flow's own record, never from a copy of the answer.
 * Such a call is not run inside a transaction. The method takes an {@link IdempotentRequest}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MovesMoney {}
