/** Networks as ONNX has them: messages of protocol buffers (onnx.proto), written, and changed before ONNX Runtime loads them. */
@NullMarked
package org.liaoyuan.sound.onnx;

import org.jspecify.annotations.NullMarked;
