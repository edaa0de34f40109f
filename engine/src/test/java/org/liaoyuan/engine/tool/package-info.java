@org.jspecify.annotations.NullMarked
package org.liaoyuan.engine.tool;
