/**
 * What runs in the process beside this one: sherpa-onnx's C interface by the Foreign Function API. It uses nothing but the JDK, since
 * its classes alone are on that process's class path.
 */
@NullMarked
package org.liaoyuan.sound.recognition.sherpa.worker;

import org.jspecify.annotations.NullMarked;
