/**
 * What a document says, in short: a summary, and questions that it answers, made by the default model once a document was read. Follow
 * {@code DigestWorker} → {@code DigestQueue} → {@code DigestMaker}; {@code DigestController} shows them.
 */
@NullMarked
package org.liaoyuan.server.assistant.digest;

import org.jspecify.annotations.NullMarked;
