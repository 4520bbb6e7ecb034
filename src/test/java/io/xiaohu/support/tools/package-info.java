@org.jspecify.annotations.NullMarked
package io.xiaohu.support.tools;
