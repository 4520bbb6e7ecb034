/**
 * What makes work quicker: canned answers, macros, rules and acts on many conversations at once.
 *
 * <p>A rule answers to lines people write and acts in the name of the house, whose lines and acts
 * no rule answers to: rules cannot set each other off.
 */
@NullMarked
package io.xiaohu.support.tools;

import org.jspecify.annotations.NullMarked;
