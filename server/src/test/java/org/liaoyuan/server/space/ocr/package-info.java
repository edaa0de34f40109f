@NullMarked
package org.liaoyuan.server.space.ocr;

import org.jspecify.annotations.NullMarked;
