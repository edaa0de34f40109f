package org.liaoyuan.server.model;

import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** On whose account a model is asked for somebody who sends no request just now: as they could ask it by themselves. */
@Component
public class AbsentCaller {

    private final SystemDatabase database;
    private final ModelAccess access;

    AbsentCaller(SystemDatabase database, ModelAccess access) {
        this.database = database;
        this.access = access;
    }

    /**
     * On whose account this model is asked.
     *
     * @param owner for whom; not the system
     * @param model as they would call it
     * @throws RefusedException if it is not open to them, or they are no longer in the organisation
     */
    public Caller caller(Tenant owner, String model) {
        return access.caller(identity(owner), model, Purpose.CHAT);
    }

    /**
     * Who they are now.
     *
     * @throws RefusedException if they are no longer in the organisation
     */
    public Identity identity(Tenant owner) {
        if (owner.person().equals(Tenant.LOCAL_ID)) {
            return Identity.local(Identity.Way.OPEN, "");
        }
        return database.ask(db -> People.role(db, owner.organisation(), owner.person()))
                .map(role -> Identity.ofSession("", owner.person(), owner.organisation(), role, ""))
                .orElseThrow(() -> RefusedException.forbidden("they are not in this organisation any more"));
    }
}
