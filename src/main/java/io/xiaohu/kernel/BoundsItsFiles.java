package io.xiaohu.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that takes several files and says itself which are too large, so that what was written
 * with them is not lost. Any other call takes one file of at most 10 MB.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BoundsItsFiles {}
