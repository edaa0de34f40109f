package org.liaoyuan.server.assistant.digest;

import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** Whether somebody who sends no request just now may ask the default model: as they could by themselves, and on their account. */
@Component
class Permitted {

    private final SystemDatabase database;
    private final ModelAccess access;

    Permitted(SystemDatabase database, ModelAccess access) {
        this.database = database;
        this.access = access;
    }

    /** @throws RefusedException if they may not, or are no longer in the organisation */
    Caller caller(Tenant owner) {
        return access.caller(identity(owner), ModelService.DEFAULT, Purpose.CHAT);
    }

    private Identity identity(Tenant owner) {
        if (owner.person().equals(Tenant.LOCAL_ID)) {
            return Identity.local(Identity.Way.OPEN, "");
        }
        return database.ask(db -> People.role(db, owner.organisation(), owner.person()))
                .map(role -> Identity.ofSession("", owner.person(), owner.organisation(), role, ""))
                .orElseThrow(() -> RefusedException.forbidden("they are not in this organisation any more"));
    }
}
