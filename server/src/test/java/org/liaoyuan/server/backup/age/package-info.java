@NullMarked
package org.liaoyuan.server.backup.age;

import org.jspecify.annotations.NullMarked;
