/**
 * Models of sherpa-onnx that an operator brings: {@link org.liaoyuan.sound.recognition.sherpa.SherpaModel} reads their folder,
 * {@link org.liaoyuan.sound.recognition.sherpa.SherpaRecognizer} writes down with them. Their library ends the process that it is in
 * when a model is not what it should be; so it runs in one of its own, which goes down alone.
 */
@NullMarked
package org.liaoyuan.sound.recognition.sherpa;

import org.jspecify.annotations.NullMarked;
