package org.liaoyuan.server.tool;

import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** On whose account a tool is used: with the rights that they have at this moment, not at the run's start. */
@Component
public class Starter {

    private final AbsentCaller absent;

    Starter(AbsentCaller absent) {
        this.absent = absent;
    }

    /** @throws ToolFailure if they are no longer in the organisation */
    public Identity who() {
        Identity sender = Identity.current();
        if (sender.isSomebody()) {
            return sender;
        }
        try {
            return absent.identity(Tenant.current());
        } catch (RefusedException e) {
            throw new ToolFailure(ToolFailure.Reason.NOT_OPEN, String.valueOf(e.getMessage()));
        }
    }
}
