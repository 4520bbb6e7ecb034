/** Changes of the official contacts, which take two members of staff. */
@NullMarked
package io.xiaohu.desk.contacts;

import org.jspecify.annotations.NullMarked;
