@NullMarked
package org.liaoyuan.server.tool.mail;

import org.jspecify.annotations.NullMarked;
