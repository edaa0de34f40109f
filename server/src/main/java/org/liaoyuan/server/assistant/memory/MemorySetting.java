package org.liaoyuan.server.assistant.memory;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a person wants of their memory.
 *
 * @param active whether it is used at all; if not, nothing is proposed either
 * @param proposes whether facts of their turns are offered to be kept; nothing is kept without their yes
 */
@Schema(name = "MemorySetting")
record MemorySetting(boolean active, boolean proposes) {

    static final MemorySetting USUAL = new MemorySetting(true, true);
}
