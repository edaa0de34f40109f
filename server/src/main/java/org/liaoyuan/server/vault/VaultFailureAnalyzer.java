package org.liaoyuan.server.vault;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that fails for the secrets says why and what to do, without the hundred lines of who called whom. */
final class VaultFailureAnalyzer extends AbstractFailureAnalyzer<VaultException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, VaultException cause) {
        return new FailureAnalysis(cause.getMessage(), "", cause);
    }
}
