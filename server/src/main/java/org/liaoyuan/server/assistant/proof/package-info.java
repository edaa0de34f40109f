/**
 * Answers with proof: passages of what somebody chose are found before a model is asked, and the answer's sentences are held against
 * them afterwards. Follow {@link org.liaoyuan.server.assistant.proof.Gathering} → {@link
 * org.liaoyuan.server.assistant.proof.EvidenceSource} → {@link org.liaoyuan.server.assistant.proof.Evidence}.
 */
@NullMarked
package org.liaoyuan.server.assistant.proof;

import org.jspecify.annotations.NullMarked;
