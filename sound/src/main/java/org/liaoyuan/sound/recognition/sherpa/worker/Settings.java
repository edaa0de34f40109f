package org.liaoyuan.sound.recognition.sherpa.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** Writes settings into a struct by the names of their places, such as {@code model_config.whisper.task}. */
final class Settings {

    private Settings() {}

    /**
     * @param arena of the struct and its texts
     * @return the struct; what has no setting is 0
     * @throws IllegalArgumentException if there is no such place
     */
    static MemorySegment write(StructLayout layout, Map<String, String> settings, Arena arena) {
        MemorySegment struct = arena.allocate(layout);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String[] names = setting.getKey().split("\\.");
            MemoryLayout.PathElement[] path = new MemoryLayout.PathElement[names.length];
            for (int i = 0; i < names.length; i++) {
                path[i] = MemoryLayout.PathElement.groupElement(names[i]);
            }
            long offset = layout.byteOffset(path);
            String value = setting.getValue();
            MemoryLayout place = layout.select(path);
            if (place instanceof ValueLayout.OfInt integer) {
                struct.set(integer, offset, Integer.parseInt(value));
            } else if (place instanceof ValueLayout.OfFloat number) {
                struct.set(number, offset, Float.parseFloat(value));
            } else {
                struct.set(ValueLayout.ADDRESS, offset, arena.allocateFrom(value));
            }
        }
        return struct;
    }
}
